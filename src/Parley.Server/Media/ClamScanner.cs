using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;
using Parley.Engine.Workspace;

namespace Parley.Server.Media;

/// <summary>Shows objects to a ClamAV daemon, by its command INSTREAM: chunks with their length before them, an empty one at the end, then one line of answer.</summary>
internal sealed class ClamScanner(ScannerDefinition scanner, TimeProvider time)
{
    private const int MostAnswer = 4096;

    /// <summary>Shows it an object.</summary>
    /// <returns>What it said; null when it gave no verdict: it cannot be reached, hangs, refuses the size or says something else.</returns>
    public async Task<ScanVerdict?> ScanAsync(MediaStretch content, CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = new(scanner.Timeout, time);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            using Socket socket = scanner.Socket is null ? new(SocketType.Stream, ProtocolType.Tcp) : new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await (scanner.Socket is string path
                ? socket.ConnectAsync(new UnixDomainSocketEndPoint(path), either.Token)
                : socket.ConnectAsync(scanner.Host!, scanner.Port, either.Token));
            using NetworkStream stream = new(socket);
            await SendAsync(stream, content, either.Token);
            return Read(await AnswerAsync(stream, either.Token));
        }
        catch (Exception failure) when (failure is SocketException or IOException || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }

    private static async Task SendAsync(NetworkStream stream, MediaStretch content, CancellationToken cancellationToken)
    {
        byte[] length = new byte[sizeof(int)];
        await stream.WriteAsync("zINSTREAM\0"u8.ToArray(), cancellationToken);
        try
        {
            while (await content.NextAsync(cancellationToken) is { IsEmpty: false } bytes)
            {
                BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
                await stream.WriteAsync(length, cancellationToken);
                await stream.WriteAsync(bytes, cancellationToken);
            }

            BinaryPrimitives.WriteInt32BigEndian(length, 0);
            await stream.WriteAsync(length, cancellationToken);
        }
        catch (IOException) when (stream.DataAvailable)
        {
            // It has said its word, a refusal of the size, before it had all.
        }
    }

    private static async Task<string> AnswerAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[MostAnswer];
        int length = 0;
        while (length < buffer.Length && await stream.ReadAsync(buffer.AsMemory(length), cancellationToken) is > 0 and int read)
        {
            length += read;
            if (buffer.AsSpan(0, length).Contains((byte)0))
            {
                break;
            }
        }

        return Encoding.UTF8.GetString(buffer, 0, length).TrimEnd('\0', '\n', '\r');
    }

    // "stream: OK", or "stream: NAME FOUND"; all else is no verdict.
    private static ScanVerdict? Read(string answer)
    {
        const string Prefix = "stream: ";
        const string Found = " FOUND";
        return answer == Prefix + "OK" ? new ScanVerdict(true, "clean")
            : answer.StartsWith(Prefix, StringComparison.Ordinal) && answer.EndsWith(Found, StringComparison.Ordinal)
                ? new ScanVerdict(false, answer[Prefix.Length..^Found.Length])
                : null;
    }
}
