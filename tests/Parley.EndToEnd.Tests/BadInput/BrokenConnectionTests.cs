using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.BadInput;

/// <summary>Senders that break off, or do not speak HTTP: nothing is taken, and the server works on.</summary>
public sealed class BrokenConnectionTests(BadInputServer server) : IClassFixture<BadInputServer>
{
    [Fact]
    public async Task Connection_CutInTheMidstOfABody_NothingIsTaken()
    {
        string number = "CUT-1";
        byte[] body = Encoding.UTF8.GetBytes(HttpEstate.Incident(number, "never whole"));

        // As much as was sent is a whole message, yet the sender said that more would come.
        await SendAsync($"POST /v1/systems/alpha/messages/incident HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {HttpEstate.Key("alpha")}\r\nContent-Length: {body.Length + 100}\r\n\r\n", body, read: false);
        await server.AssertWorksAsync();

        Assert.DoesNotContain(number, await ReferencesAsync());
        Assert.DoesNotContain(server.Beta.Taken, d => d.Body.Contains(number, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GARBAGE\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001\0\u0001")]
    [InlineData("POST /v1/systems/alpha/messages/incident HTTP/1.1\r\nContent-Length: -5\r\nHost: x\r\n\r\n")]
    [InlineData("POST /v1/systems/alpha/messages/incident HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nHost: x\r\n\r\nzz\r\n")]
    [InlineData("POST /v1/systems/%00/messages/incident HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n")]
    public async Task Request_NotHttp_IsRefusedOrCut(string request)
    {
        string answer = await SendAsync(request, [], read: true);

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), answer);
        await server.AssertWorksAsync();
    }

    private async Task<string> SendAsync(string head, byte[] body, bool read)
    {
        Uri address = new(server.Address);
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, address.Port, TestContext.Current.CancellationToken);
        await socket.SendAsync(Encoding.Latin1.GetBytes(head), TestContext.Current.CancellationToken);
        await socket.SendAsync(body, TestContext.Current.CancellationToken);
        socket.Shutdown(SocketShutdown.Send);
        if (!read)
        {
            return "";
        }

        byte[] answer = new byte[4096];
        int length = 0;
        for (int got = -1; got != 0 && length < answer.Length; length += got)
        {
            try
            {
                got = await socket.ReceiveAsync(answer.AsMemory(length), TestContext.Current.CancellationToken);
            }
            catch (SocketException)
            {
                break;
            }
        }

        return Encoding.Latin1.GetString(answer, 0, length);
    }

    private async Task<IReadOnlyList<string>> ReferencesAsync()
    {
        Answer list = await server.Senders["alpha"].GetAsync(server.Address, "/v1/exchanges?limit=500", "alpha");
        Assert.True(list.Status == 200, list.Body);
        IReadOnlyList<JsonNode?> exchanges = [.. list.Json["exchanges"]!.AsArray()];
        Assert.NotEmpty(exchanges);
        return [.. exchanges.Select(e => (string?)e!["reference"] ?? "")];
    }
}
