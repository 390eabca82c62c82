using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Parley.Bench.Load;

/// <summary>The whole bytes of each request, made once; a send copies one and writes its running number into it.</summary>
internal sealed class RequestTemplates
{
    private readonly byte[][] _requests;
    private readonly int[] _sequenceAt;
    private readonly string? _sequence;

    public RequestTemplates(LoadOptions options)
    {
        _sequence = options.Sequence;
        _requests = [.. options.Messages.Select(body => Request(options, body))];
        _sequenceAt = Array.ConvertAll(_requests, SequenceAt);
    }

    public int Longest => _requests.Max(request => request.Length);

    /// <summary>Writes the request of a running number into <paramref name="destination"/> and returns its length.</summary>
    public int Write(long number, Span<byte> destination)
    {
        var which = (int)(number % _requests.Length);
        var request = _requests[which];
        request.CopyTo(destination);
        if (_sequence is not null)
        {
            Utf8Formatter.TryFormat(number, destination.Slice(_sequenceAt[which], _sequence.Length), out _, new('D', (byte)_sequence.Length));
        }

        return request.Length;
    }

    private int SequenceAt(byte[] request)
    {
        var at = _sequence is null ? 0 : request.AsSpan().LastIndexOf(Encoding.ASCII.GetBytes(_sequence));
        return at >= 0 ? at : throw new FormatException($"a message does not hold the sequence '{_sequence}'");
    }

    private static byte[] Request(LoadOptions options, byte[] body)
    {
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST {options.Url.PathAndQuery} HTTP/1.1\r\nHost: {options.Url.Authority}\r\nContent-Length: {body.Length}\r\n");
        var type = options.Headers.Any(header => header.StartsWith("Content-Type:", StringComparison.OrdinalIgnoreCase))
            ? [] : new[] { "Content-Type: application/json" };
        return [.. Encoding.ASCII.GetBytes(head + string.Concat(type.Concat(options.Headers).Select(header => header + "\r\n")) + "\r\n"), .. body];
    }
}
