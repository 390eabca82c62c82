using System.Text;
using Parley.Engine.Issues;

namespace Parley.Engine.Formats;

/// <summary>
/// The part of a stream that a splitter looks at: bytes in UTF-8 that have been read and not yet passed. It is as large as the largest
/// message so far needs, and one read more.
/// </summary>
internal sealed class StreamWindow
{
    private const int ReadSize = 64 * 1024;

    private readonly Stream _stream;
    private readonly ByteBuffer _buffer = new();
    private readonly string _declared;
    private int _passed;
    private Decoder? _decoder;
    private Encoder? _encoder;
    private byte[] _raw = [];
    private char[] _characters = [];
    private bool _started;

    /// <summary>Starts at the stream's present place.</summary>
    /// <param name="stream">The stream; it stays the caller's.</param>
    /// <param name="declared">The encoding's name when no byte order mark names another.</param>
    public StreamWindow(Stream stream, string declared)
    {
        _stream = stream;
        _declared = declared;
    }

    /// <summary>What has been read and not yet passed.</summary>
    public ReadOnlySpan<byte> Data => _buffer.Written[_passed..];

    /// <summary>The same as memory, valid until the next <see cref="TryFill"/>.</summary>
    public ReadOnlyMemory<byte> Memory => _buffer.WrittenMemory[_passed..];

    /// <summary>True when the stream has no more.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>True when <see cref="TryFill"/> has reported bytes that cannot be read; nothing more comes.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>
    /// Whether messages need a byte order mark: the stream is UTF-8 by now, but its format names another encoding for what has no mark.
    /// </summary>
    public bool NeedsMark => TextEncodings.Find(_declared) is not { } encoding || !TextEncodings.IsUtf8(encoding);

    /// <summary>The line that <see cref="Data"/> begins on, from 1.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Drops bytes from the front.</summary>
    public void Pass(int count)
    {
        Line += Data[..count].Count((byte)'\n');
        _passed += count;
    }

    /// <summary>Reads on, so that <see cref="Data"/> grows or <see cref="IsAtEnd"/> becomes true.</summary>
    /// <returns>False on bytes that the encoding does not have, which has then been reported.</returns>
    public bool TryFill(IssueSink issues)
    {
        if (_passed > 0)
        {
            _buffer.RemoveFirst(_passed);
            _passed = 0;
        }

        if (!_started && !TryStart(issues))
        {
            return false;
        }

        if (_decoder is not null)
        {
            return TryDecode(issues);
        }

        int read = _stream.Read(_buffer.Reserve(ReadSize)[..ReadSize]);
        _buffer.Advance(read);
        IsAtEnd = read == 0;
        return true;
    }

    private bool TryStart(IssueSink issues)
    {
        _started = true;
        Span<byte> start = stackalloc byte[4];
        int length = _stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        start = start[..length];
        Encoding? encoding = TextEncodings.FromByteOrderMark(start, out int mark) ?? TextEncodings.Find(_declared);
        if (encoding is null)
        {
            issues.Add(FormatIssues.UnknownEncoding, $"there is no encoding '{_declared}'", new SourcePosition(null, 1, 1), losesData: true);
            IsAtEnd = IsBroken = true;
            return false;
        }

        start = start[mark..];
        if (TextEncodings.IsUtf8(encoding))
        {
            _buffer.Add(start);
            return true;
        }

        _decoder = encoding.GetDecoder();
        _encoder = TextEncodings.Utf8.GetEncoder();
        _raw = new byte[ReadSize];
        _characters = new char[encoding.GetMaxCharCount(ReadSize)];
        return TryAppend(start, flush: false, issues);
    }

    private bool TryDecode(IssueSink issues)
    {
        int read = _stream.Read(_raw);
        IsAtEnd = read == 0;
        return TryAppend(_raw.AsSpan(0, read), IsAtEnd, issues);
    }

    private bool TryAppend(ReadOnlySpan<byte> raw, bool flush, IssueSink issues)
    {
        try
        {
            int characters = _decoder!.GetChars(raw, _characters, flush);
            Span<byte> target = _buffer.Reserve((characters + 1) * 3);
            _buffer.Advance(_encoder!.GetBytes(_characters.AsSpan(0, characters), target, flush));
            return true;
        }
        catch (DecoderFallbackException e)
        {
            string bytes = Convert.ToHexString(e.BytesUnknown ?? []);
            int line = Line + Data.Count((byte)'\n');
            issues.Add(FormatIssues.BadEncoding, $"bytes 0x{bytes} after line {line} are not valid in the stream's encoding", new SourcePosition(null, line, 0));
            IsAtEnd = IsBroken = true;
            return false;
        }
    }
}
