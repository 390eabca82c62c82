using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Parley.Server.Tests.Media;

/// <summary>Speaks clamd's INSTREAM as its manual describes it: it answers FOUND for content that has the word "infected", and otherwise what a test says.</summary>
internal sealed class FakeClamd : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public FakeClamd(int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        _serving = ServeAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>What it says to clean content; null to cut the connection.</summary>
    public string? Says { get; set; } = "stream: OK";

    /// <summary>What it was shown.</summary>
    public List<byte[]> Shown { get; } = [];

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync(_end.Token);
                try
                {
                    await AnswerAsync(client.GetStream());
                }
                catch (IOException)
                {
                    // Whoever asked has gone; the next is answered.
                }
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        byte[] command = new byte["zINSTREAM\0".Length];
        await stream.ReadExactlyAsync(command, _end.Token);
        if (Encoding.ASCII.GetString(command) != "zINSTREAM\0")
        {
            await stream.WriteAsync("UNKNOWN COMMAND\0"u8.ToArray(), _end.Token);
            return;
        }

        using MemoryStream content = new();
        byte[] length = new byte[4];
        while (true)
        {
            await stream.ReadExactlyAsync(length, _end.Token);
            int size = BinaryPrimitives.ReadInt32BigEndian(length);
            if (size == 0)
            {
                break;
            }

            byte[] chunk = new byte[size];
            await stream.ReadExactlyAsync(chunk, _end.Token);
            content.Write(chunk);
        }

        Shown.Add(content.ToArray());
        string? answer = content.ToArray().AsSpan().IndexOf("infected"u8) >= 0 ? "stream: Test.Infected FOUND" : Says;
        if (answer is not null)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\0"), _end.Token);
        }
    }
}
