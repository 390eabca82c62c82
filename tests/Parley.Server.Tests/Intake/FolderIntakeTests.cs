using Parley.Engine.Workspace;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Intake;

public sealed class FolderIntakeTests
{
    private static readonly FolderIntake s_intake = new() { MessageType = "incident", Path = "in", Pattern = "*.json", Settle = TimeSpan.Zero };

    [Fact]
    public async Task File_IsTakenMessageByMessage_AndMovedToDone()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        string root = TestServer.NewFolder();
        Drop(root, "shift.json", 300);
        await using TestServer server = await TestServer.StartAsync(With(records), root);

        await records.WaitAsync(300);

        Assert.Equal(300, records.Requests.Select(r => r.Body).Distinct().Count());
        await Poll.UntilAsync(() => File.Exists(Path.Combine(root, "in/done/shift.json")));
        Assert.Empty(Directory.GetFiles(Path.Combine(root, "in/failed")));
    }

    [Fact]
    public async Task SameFile_DroppedAgain_DoesNothing()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        string root = TestServer.NewFolder();
        Drop(root, "shift.json", 3);
        await using TestServer server = await TestServer.StartAsync(With(records), root);
        await Poll.UntilAsync(() => File.Exists(Path.Combine(root, "in/done/shift.json")));

        Drop(root, "shift.json", 3);
        await Poll.UntilAsync(() => File.Exists(Path.Combine(root, "in/done/shift.2.json")));

        await records.WaitAsync(3);
        Assert.Equal(3, records.Requests.Count);
    }

    [Fact]
    public async Task RefusedMessages_AreWrittenBeside_AndTheRestGoesOn()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        string root = TestServer.NewFolder();
        Directory.CreateDirectory(Path.Combine(root, "in"));
        await File.WriteAllTextAsync(Path.Combine(root, "in/a.json"), "{\"ref\":\"1\"}\n{\"ref\":\n{\"ref\":\"3\"}\n", TestContext.Current.CancellationToken);
        await using TestServer server = await TestServer.StartAsync(With(records), root);

        await records.WaitAsync(2);
        await Poll.UntilAsync(() => File.Exists(Path.Combine(root, "in/done/a.json")));

        Assert.Equal("{\"ref\":\n", await File.ReadAllTextAsync(Path.Combine(root, "in/failed/a.refused.json"), TestContext.Current.CancellationToken));
        string issues = await File.ReadAllTextAsync(Path.Combine(root, "in/failed/a.json.issues.ndjson"), TestContext.Current.CancellationToken);
        Assert.Contains("\"message\":2,\"line\":2", issues, StringComparison.Ordinal);
        Assert.Contains("TST001", issues, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileAtFaultThroughout_MovesToFailed()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        string root = TestServer.NewFolder();
        Directory.CreateDirectory(Path.Combine(root, "in"));
        await File.WriteAllTextAsync(Path.Combine(root, "in/a.json"), "rubbish", TestContext.Current.CancellationToken);
        await using TestServer server = await TestServer.StartAsync(With(records), root);

        await Poll.UntilAsync(() => File.Exists(Path.Combine(root, "in/failed/a.json")));
        Assert.True(File.Exists(Path.Combine(root, "in/failed/a.json.issues.ndjson")));
    }

    [Fact]
    public async Task Poll_GoesOnFromTheKeptCursor()
    {
        await using StubRecipient records = await StubRecipient.StartAsync();
        await using StubRecipient source = await StubRecipient.StartAsync();
        source.Answer = (request, context) => Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, request.Path switch
        {
            "/in?since=0" => """{"data":{"items":[{"ref":"1"},{"ref":"2"}]},"next":"p2"}""",
            "/in?since=p2" => """{"data":{"items":[{"ref":"3"}]},"next":"p3"}""",
            _ => """{"data":{"items":[]},"next":"p3"}""",
        });
        Estate estate = With(records, new PollIntake
        {
            MessageType = "incident", Url = source.Address + "?since={cursor}", FirstCursor = "0", Cursor = "json:next", Items = "data.items", Every = TimeSpan.FromMilliseconds(20),
        });
        string root = TestServer.NewFolder();
        await using (TestServer server = await TestServer.StartAsync(estate, root))
        {
            await records.WaitAsync(3);
            await Poll.UntilAsync(() => source.Requests.Any(r => r.Path == "/in?since=p3"));
        }

        int asked = source.Requests.Count;
        await using TestServer again = await TestServer.StartAsync(estate, root);
        await Poll.UntilAsync(() => source.Requests.Count > asked);

        Assert.Equal("/in?since=p3", source.Requests[asked].Path);
        Assert.Equal(3, records.Requests.Count);
    }

    private static Estate With(StubRecipient records, IntakeDefinition? intake = null) => new Estate()
        .System("beacon").Intake("beacon", intake ?? s_intake)
        .System("records").AcceptsHttp("records", records.Address);

    private static void Drop(string root, string name, int count)
    {
        string folder = Path.Combine(root, "in");
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, name + ".tmp");
        File.WriteAllLines(temporary, Enumerable.Range(0, count).Select(i => $$"""{"ref":"{{i}}"}"""));
        File.Move(temporary, Path.Combine(folder, name));
    }
}
