using Parley.Engine.Formats;

namespace Parley.Cli.Translating;

/// <summary>Where translated messages go: standard output, one file, or a folder of files.</summary>
internal sealed class TranslationTarget : IDisposable
{
    private readonly Stream? _stream;
    private readonly string? _folder;
    private readonly string _extension;
    private readonly MessageFormat? _format;
    private byte[]? _head;
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    private TranslationTarget(Stream? stream, string? folder, TranslationSink sink)
    {
        _stream = stream;
        _folder = folder;
        _extension = sink.FileExtension;
        _format = sink.Format;
    }

    /// <summary>Opens the target; misuse when it cannot be written.</summary>
    /// <param name="path">The path given, or null for standard output. A folder ends in a slash or is there already.</param>
    /// <param name="output">The command's output, whose JSON lines take the place of files.</param>
    /// <param name="sink">What messages are translated to.</param>
    public static TranslationTarget Open(string? path, Output output, TranslationSink sink)
    {
        try
        {
            if (path is null)
            {
                return new TranslationTarget(new BufferedStream(Console.OpenStandardOutput(), 1 << 16), null, sink);
            }

            if (output.Json)
            {
                throw new UsageException("--json writes to standard output; leave --out away");
            }

            if (!path.EndsWith('/') && !Directory.Exists(path))
            {
                return new TranslationTarget(new BufferedStream(File.Create(path), 1 << 16), null, sink);
            }

            Directory.CreateDirectory(path);
            return new TranslationTarget(null, path, sink);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--out cannot be written: {fault.Message}");
        }
    }

    /// <summary>Writes one message.</summary>
    /// <param name="message">Its bytes.</param>
    /// <param name="source">The name of the file it came from.</param>
    /// <param name="number">Its number in that file, from 1.</param>
    public void Write(ReadOnlySpan<byte> message, string source, int number)
    {
        if (_folder is not null)
        {
            File.WriteAllBytes(Path.Combine(_folder, FileName(source, number)), message);
            return;
        }

        message = message[Repeated(message)..];
        _stream!.Write(message);
        if (message.Length == 0 || message[^1] != (byte)'\n')
        {
            _stream.WriteByte((byte)'\n');
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stream?.Dispose();

    // What all messages of a file begin with, as rows with their header, is written once.
    private int Repeated(ReadOnlySpan<byte> message)
    {
        if (_head is null)
        {
            _head = message[..(_format?.HeadLength(message) ?? 0)].ToArray();
            return 0;
        }

        return message.StartsWith(_head) ? _head.Length : 0;
    }

    private string FileName(string source, int number)
    {
        string stem = source == "-" ? "message" : Path.GetFileNameWithoutExtension(source);
        string name = number == 1 ? stem + _extension : $"{stem}-{number}{_extension}";
        for (int again = 2; !_names.Add(name); again++)
        {
            name = $"{stem}-{number}-{again}{_extension}";
        }

        return name;
    }
}
