using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

public sealed class SendTests : IDisposable
{
    private static readonly Dictionary<string, string> Key = new() { ["PARLEY_KEY"] = "not-a-real-key" };

    private readonly TemporaryFolder _folder = new TemporaryFolder().With("a.json", "{\"a\":1}").With("b.xml", "<b/>");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Send_Files_DepositsEachWithKeyAndMediaType()
    {
        await using AnsweringServer server = new(_ => (202, """{"exchange":"ex-1","status":"accepted","issues":[]}"""));

        ParleyProcess send = await SendAsync(server.Address, "beacon/incident", "a.json", "b.xml");

        Assert.Equal(0, send.ExitCode);
        Assert.Equal("ex-1  accepted  a.json\nex-1  accepted  b.xml\n", send.Output);
        Assert.Equal(
            [
                ("/v1/systems/beacon/messages/incident", "Bearer not-a-real-key", "application/json", "{\"a\":1}"),
                ("/v1/systems/beacon/messages/incident", "Bearer not-a-real-key", "application/xml", "<b/>"),
            ],
            server.Requests);
    }

    [Fact]
    public async Task Send_StandardInput_IsOneMessage()
    {
        await using AnsweringServer server = new(_ => (202, """{"exchange":"ex-1","status":"accepted","issues":[]}"""));

        await ParleyProcess.RunInAsync(_folder.Path, "{\"in\":1}", Key, "send", "beacon/incident", "-", "--server", server.Address);

        Assert.Equal("{\"in\":1}", Assert.Single(server.Requests).Body);
    }

    [Fact]
    public async Task Send_HeldMessage_IsAFaultWithItsIssues()
    {
        await using AnsweringServer server = new(_ => (202, """{"exchange":"ex-1","status":"held","issues":[{"code":"TRN104","severity":"error","message":"no such code","line":3,"column":9,"path":"grade"}]}"""));

        ParleyProcess send = await SendAsync(server.Address, "beacon/incident", "a.json");

        Assert.Equal(1, send.ExitCode);
        Assert.Contains("3:9: error TRN104: no such code [grade]", send.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_Refusal_EndsWithFourAndTheReason()
    {
        await using AnsweringServer server = new(_ => (403, """{"code":"SRV003","title":"not permitted","detail":"A system hands in messages as itself only.","remedy":"Use its own key."}"""));

        ParleyProcess send = await SendAsync(server.Address, "beacon/incident", "a.json", "b.xml");

        Assert.Equal(4, send.ExitCode);
        Assert.Equal("", send.Output);
        Assert.Contains("refused 403 SRV003: A system hands in messages as itself only.", send.Error, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(500, "{}")]
    [InlineData(200, "<html>")]
    public async Task Send_RubbishAnswer_EndsWithThree(int status, string body)
    {
        await using AnsweringServer server = new(_ => (status, body));

        Assert.Equal(3, (await SendAsync(server.Address, "beacon/incident", "a.json")).ExitCode);
    }

    [Fact]
    public async Task Send_NoServer_EndsWithThree() => Assert.Equal(3, (await SendAsync("http://127.0.0.1:9", "beacon/incident", "a.json")).ExitCode);

    [Theory]
    [InlineData("beacon", "a.json", "SYSTEM/MESSAGE")]
    [InlineData("beacon/incident", "none.json", "there is no file none.json")]
    public async Task Send_Misuse_EndsWithTwo(string type, string file, string words)
    {
        ParleyProcess send = await SendAsync("http://127.0.0.1:9", type, file);

        Assert.Equal(2, send.ExitCode);
        Assert.Contains(words, send.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_KeyOnTheCommandLine_IsRefusedWithoutRepeatingIt()
    {
        ParleyProcess send = await SendAsync("http://127.0.0.1:9", "beacon/incident", "a.json", "--key", "s3cret-itself");

        Assert.Equal(2, send.ExitCode);
        Assert.DoesNotContain("s3cret", send.Error, StringComparison.Ordinal);
    }

    private Task<ParleyProcess> SendAsync(string server, params string[] args) =>
        ParleyProcess.RunInAsync(_folder.Path, null, Key, ["send", .. args, "--server", server]);
}
