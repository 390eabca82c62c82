using System.Text.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;
using Parley.Engine.Issues;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Operations;

public sealed class OperationsTests
{
    [Fact]
    public async Task HealthAndMetrics_Answer()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon").System("records").AcceptsHttp("records", records.Address));
        TestServer.Answer deposit = await server.DepositAsync("beacon", """{"ref":"A"}""");
        await server.UntilStatusAsync(deposit.Exchange, "delivered");

        Assert.Equal(200, (await server.GetAsync("/health/live", null)).Status);
        Assert.Equal(200, (await server.GetAsync("/health/ready", null)).Status);
        string metrics = (await server.GetAsync("/metrics", null)).Text;
        Assert.Contains("parley_exchanges_total{system=\"beacon\",type=\"incident\",status=\"accepted\"}", metrics, StringComparison.Ordinal);
        Assert.Contains("parley_deliveries_total{recipient=\"records\",outcome=\"delivered\"}", metrics, StringComparison.Ordinal);
        Assert.Contains("parley_queue_in_memory{recipient=\"records\"} 0", metrics, StringComparison.Ordinal);
        Assert.Contains("parley_commit_size_bucket{le=\"1\"}", metrics, StringComparison.Ordinal);
        Assert.Contains("# TYPE parley_deposit_duration_seconds histogram", metrics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenApi_DescribesEveryAddress_AndNoOther()
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"));

        ReadResult read = OpenApiDocument.Parse((await server.GetAsync("/openapi/v1.json", null)).Text, "json");

        Assert.Empty(read.Diagnostic!.Errors);
        IEnumerable<string> described = read.Document!.Paths.SelectMany(p => p.Value.Operations!.Keys.Select(m => $"{m} {p.Key}")).Order();
        IEnumerable<string> mapped = server.Part<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(e => e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(m => $"{m} {e.RoutePattern.RawText!.Replace("{**", "{", StringComparison.Ordinal)}")).Order();
        Assert.Equal(mapped, described);
    }

    [Fact]
    public async Task ApiPage_IsServed()
    {
        await using TestServer server = await TestServer.StartAsync(new Estate().System("beacon"));

        TestServer.Answer page = await server.GetAsync("/openapi/index.html", null);

        Assert.Equal(200, page.Status);
        Assert.Contains("Parley API", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reload_TakesASoundWorkspace_AndKeepsTheLastGoodOne()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        Queue<ReloadedWorkspace> onDisk = new(
        [
            new ReloadedWorkspace(null, [new Issue(ServerIssues.BadRequest, "faulty")]),
            new ReloadedWorkspace(new Estate().System("beacon").System("records").AcceptsHttp("records", records.Address).Build("v2"), []),
        ]);
        await using TestServer server = await TestServer.StartAsync(
            new Estate().System("beacon"), change: o => o with { Reload = _ => Task.FromResult(onDisk.Dequeue()) });

        Assert.Equal(403, (await server.PostAsync("/v1/workspace/reload", "", Estate.KeyOf("beacon"))).Status);
        TestServer.Answer faulty = await server.PostAsync("/v1/workspace/reload", "");
        TestServer.Answer before = await server.DepositAsync("beacon", """{"ref":"A"}""");
        TestServer.Answer sound = await server.PostAsync("/v1/workspace/reload", "");
        TestServer.Answer after = await server.DepositAsync("beacon", """{"ref":"B"}""");

        Assert.Equal(422, faulty.Status);
        Assert.Equal("SRV014", faulty.Code);
        Assert.Equal("v2", sound.Json.GetProperty("workspaceVersion").GetString());
        await records.WaitAsync(1);
        JsonElement old = (await server.GetAsync($"/v1/exchanges/{before.Exchange}")).Json;
        Assert.Equal("v1", old.GetProperty("workspaceVersion").GetString());
        Assert.True(old.GetProperty("translationIn").GetProperty("workspaceChangedSince").GetBoolean());
        await server.UntilStatusAsync(after.Exchange, "delivered");
    }

    [Fact]
    public async Task Stop_FinishesWhatIsUnderWay()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        TaskCompletionSource arrived = new();
        TaskCompletionSource open = new();
        records.Answer = async (_, _) =>
        {
            arrived.TrySetResult();
            await open.Task;
        };
        string root = TestServer.NewFolder();
        Estate estate = new Estate().System("beacon").System("records").AcceptsHttp("records", records.Address);
        TestServer server = await TestServer.StartAsync(estate, root);
        TestServer.Answer deposit = await server.DepositAsync("beacon", """{"ref":"A"}""");
        await arrived.Task;

        Task stop = server.StopAsync();
        open.SetResult();
        await stop;

        await using TestServer again = await TestServer.StartAsync(estate, root);
        await again.UntilStatusAsync(deposit.Exchange, "delivered");
        Assert.Single(records.Requests);
    }
}
