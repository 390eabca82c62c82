using System.Diagnostics.CodeAnalysis;
using System.Text;
using Parley.Engine.Expressions;

namespace Parley.Cli.Jq;

/// <summary>The values of the files, or of standard input, one after the other; each is read only when it is asked for.</summary>
internal sealed class JqInputs : IDisposable
{
    private const int BufferSize = 1 << 18;
    private readonly Queue<string> _files;
    private readonly bool _asLines;
    private readonly Action _beforeWaiting;
    private readonly byte[] _first = new byte[BufferSize];
    private byte[] _buffer;
    private int _start;
    private int _end;
    private long _linesDone;
    private bool _atEnd = true;
    private Stream? _stream;
    private JqSequence _sequence = new(JqJsonForm.Lenient);

    /// <param name="files">The files; standard input when there are none, or for -.</param>
    /// <param name="asLines">Whether each line is a string, and not JSON.</param>
    /// <param name="beforeWaiting">To be done before more is read, which may take its time.</param>
    public JqInputs(IReadOnlyList<string> files, bool asLines, Action beforeWaiting)
    {
        _files = new Queue<string>(files.Count == 0 ? ["-"] : files);
        _asLines = asLines;
        _beforeWaiting = beforeWaiting;
        _buffer = _first;
    }

    /// <summary>The file that is being read; null for standard input.</summary>
    public string? Name { get; private set; }

    /// <summary>The lines read so far of the file.</summary>
    public long Line => _linesDone + _buffer.AsSpan(0, _start).Count((byte)'\n');

    /// <summary>Whether a file could not be opened.</summary>
    public string? Missing { get; private set; }

    /// <summary>Everything in a file, as an array.</summary>
    public static JqValue ReadAll(string path)
    {
        using var inputs = new JqInputs([path], false, () => { });
        var values = new List<JqValue>();
        string? fault;
        while (inputs.TryNext(out JqValue? value, out fault))
        {
            values.Add(value);
        }

        return (fault ?? inputs.Missing) is { } why ? throw new UsageException($"{path}: {why}") : JqValue.FromItems(values);
    }

    /// <summary>The next value; false at the end of all, or with a fault, after which nothing more can be read.</summary>
    public bool TryNext([NotNullWhen(true)] out JqValue? value, out string? fault)
    {
        fault = null;
        while (true)
        {
            value = _asLines ? NextLine() : _sequence.Next(_buffer.AsSpan(_start, _end - _start), _atEnd, out int consumed, out fault) is var read
                ? Step(read, consumed) : null;
            if (value is not null)
            {
                return true;
            }

            if (fault is not null)
            {
                Stop();
                return false;
            }

            if (_atEnd ? !Open() : !Fill())
            {
                return false;
            }
        }
    }

    /// <summary>All that is left, as one string.</summary>
    public string ReadText()
    {
        using var text = new MemoryStream();
        while (true)
        {
            text.Write(_buffer, _start, _end - _start);
            _start = _end;
            if (_atEnd ? !Open() : !Fill())
            {
                return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream?.Dispose();

    private JqValue? Step(JqValue? value, int consumed)
    {
        _start += consumed;
        return value;
    }

    private JqValue? NextLine()
    {
        ReadOnlySpan<byte> rest = _buffer.AsSpan(_start, _end - _start);
        int length = rest.IndexOf((byte)'\n');
        if (length < 0 && (!_atEnd || rest.IsEmpty))
        {
            return null;
        }

        ReadOnlySpan<byte> line = length < 0 ? rest : rest[..length];
        _start += length < 0 ? rest.Length : length + 1;
        return JqValue.From(Encoding.UTF8.GetString(line));
    }

    private void Stop()
    {
        _files.Clear();
        _atEnd = true;
        _start = _end;
    }

    /// <summary>Goes on to the next file; false when there is none.</summary>
    private bool Open()
    {
        _stream?.Dispose();
        _stream = null;
        while (_files.TryDequeue(out string? file))
        {
            try
            {
                _stream = file == "-" ? Console.OpenStandardInput() : new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1);
                Name = file == "-" ? null : file;
                (_start, _end, _linesDone, _atEnd) = (0, 0, 0, false);
                _sequence = new JqSequence(JqJsonForm.Lenient);
                return true;
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                Missing = $"{file} cannot be read: {fault.Message}";
            }
        }

        return false;
    }

    /// <summary>Reads on, keeping what has not been used yet.</summary>
    private bool Fill()
    {
        _linesDone += _buffer.AsSpan(0, _start).Count((byte)'\n');
        int left = _end - _start;
        byte[] target = left > _buffer.Length / 2 ? new byte[_buffer.Length * 2] : _buffer;
        _buffer.AsSpan(_start, left).CopyTo(target);
        (_buffer, _start, _end) = (target, 0, left);
        _beforeWaiting();
        int read = _stream!.Read(_buffer.AsSpan(_end));
        _end += read;
        _atEnd = read == 0;
        return true;
    }
}
