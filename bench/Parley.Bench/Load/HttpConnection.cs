using System.Buffers.Text;
using System.Net.Sockets;

namespace Parley.Bench.Load;

/// <summary>
/// One kept-alive connection of the least HTTP/1.1 that a load needs: on two cores shared with what is measured, every cycle of a full client
/// would be taken from the server.
/// </summary>
internal sealed class HttpConnection(Uri url) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public Task ConnectAsync(CancellationToken cancellationToken) => _socket.ConnectAsync(url.Host, url.Port, cancellationToken).AsTask();

    /// <summary>Sends one request and reads its whole answer; returns the status.</summary>
    /// <exception cref="IOException">The connection broke, or the answer is none of HTTP/1.1 or over 64 KB.</exception>
    public async ValueTask<int> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancellationToken)
    {
        for (var sent = 0; sent < request.Length;)
        {
            sent += await _socket.SendAsync(request[sent..], cancellationToken);
        }

        var length = 0;
        while (!IsComplete(_buffer.AsSpan(0, length)))
        {
            var read = length == _buffer.Length ? 0 : await _socket.ReceiveAsync(_buffer.AsMemory(length), cancellationToken);
            length = read > 0 ? length + read : throw new IOException("the answer was cut short, or is too long");
        }

        return Utf8Parser.TryParse(_buffer.AsSpan(9, 3), out int status, out _) ? status : throw new IOException("the answer has no status");
    }

    public void Dispose() => _socket.Dispose();

    private static bool IsComplete(ReadOnlySpan<byte> answer)
    {
        var headLength = answer.IndexOf("\r\n\r\n"u8);
        if (headLength < 0)
        {
            return false;
        }

        var head = answer[..headLength];
        var body = answer[(headLength + 4)..];
        var at = IndexOfHeader(head, "content-length:"u8);
        return at >= 0
            ? Utf8Parser.TryParse(head[at..].TrimStart((byte)' '), out int length, out _) && body.Length >= length
            : IndexOfHeader(head, "transfer-encoding:"u8) < 0 || body.EndsWith("0\r\n\r\n"u8);
    }

    /// <summary>Where the value of a header begins, or -1; names may be in either case.</summary>
    private static int IndexOfHeader(ReadOnlySpan<byte> head, ReadOnlySpan<byte> lowerCaseName)
    {
        for (var line = head.IndexOf("\r\n"u8); line >= 0;)
        {
            var start = line + 2;
            if (head.Length - start >= lowerCaseName.Length
                && System.Text.Ascii.EqualsIgnoreCase(head.Slice(start, lowerCaseName.Length), lowerCaseName))
            {
                return start + lowerCaseName.Length;
            }

            var next = head[start..].IndexOf("\r\n"u8);
            line = next < 0 ? -1 : start + next;
        }

        return -1;
    }
}
