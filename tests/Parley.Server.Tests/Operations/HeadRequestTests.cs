using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Operations;

public sealed class HeadRequestTests
{
    [Fact]
    public async Task Head_IsAnsweredAsGet_WithoutTheBody()
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"));
        string exchange = (await server.DepositAsync("beacon", """{"ref":"I-1"}""")).Exchange;

        foreach (string path in new[] { "/v1/exchanges/" + exchange, "/v1/exchanges", "/openapi/v1.json", "/health/live", "/account", "/v1/exchanges/x-0000000000001", "/v1/agreements" })
        {
            TestServer.Answer get = await server.GetAsync(path);
            TestServer.Answer head = await server.CallAsync(HttpMethod.Head, path, r => r.Headers.Add("Authorization", "Bearer " + Estate.OperatorKey));

            Assert.Equal((get.Status, get.MediaType, ""), (head.Status, head.MediaType, head.Text));
            Assert.Equal(Tag(get), Tag(head));
        }

        Assert.Equal(401, (await server.CallAsync(HttpMethod.Head, "/v1/exchanges", _ => { })).Status);
        Assert.Equal(405, (await server.CallAsync(HttpMethod.Head, "/v1/explain", r => r.Headers.Add("Authorization", "Bearer " + Estate.OperatorKey))).Status);
    }

    private static string? Tag(TestServer.Answer answer) => answer.Headers.TryGetValues("ETag", out IEnumerable<string>? tags) ? string.Join(',', tags) : null;
}
