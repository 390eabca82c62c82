using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Running;

/// <summary>Traces and metrics reach a collector by OTLP when the environment names one.</summary>
public sealed class TracingTests
{
    [Fact]
    public async Task Run_WithCollector_SendsTheTraceOfADepositAndItsDelivery()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "stops the server by SIGTERM");
        using TemporaryFolder folder = HttpEstate.Create(gammaTakes: false);
        await using Recipient beta = await new Recipient().StartAsync();
        await using AnsweringServer collector = new(_ => (200, ""));
        Dictionary<string, string> environment = HttpEstate.Environment(beta: beta.Address);
        environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address;
        environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        await using ServerProcess server = await ServerProcess.StartAsync(folder.Path, environment);
        using Depositor alpha = new("alpha", "incident");

        Answer answer = await alpha.DepositAsync(server.Address, HttpEstate.Incident("T-1", "the content of a message is in no trace"));
        await beta.HasAsync(1, TimeSpan.FromSeconds(60));
        int exit = await server.StopAsync();

        Assert.Equal((202, 0), (answer.Status, exit));
        string traces = string.Concat(collector.Requests.Where(r => r.Path == "/v1/traces").Select(r => r.Body));
        Assert.All(["deposit", "deliver", "parley.recipient", "beta"], word => Assert.Contains(word, traces, StringComparison.Ordinal));
        Assert.DoesNotContain("content of a message", traces, StringComparison.Ordinal);
        Assert.Contains(collector.Requests, r => r.Path == "/v1/metrics" && r.Body.Contains("parley.exchanges", StringComparison.Ordinal));
    }
}
