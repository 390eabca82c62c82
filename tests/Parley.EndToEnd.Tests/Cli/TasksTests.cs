using System.Text.Json.Nodes;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

/// <summary>The commands about people's tasks and what is owed, against a real server.</summary>
public sealed class TasksTests : IAsyncLifetime
{
    private readonly KeeperEstate _estate = new();

    public ValueTask InitializeAsync() => _estate.InitializeAsync();

    public ValueTask DisposeAsync() => _estate.DisposeAsync();

    [Fact]
    public async Task Task_IsGivenListedTakenAndDone_AndFaultsOfTheAnswerAreNamed()
    {
        _estate.Folder.With("task.json", """{"title":"Ring the victim","group":"officer","due":5,"form":{"required":["told"],"properties":{"told":{"type":"boolean"}}}}""");

        ParleyProcess given = await _estate.ParleyAsync("tasks", "give", "task.json", "--json");
        string id = (string)given.Json["id"]!;
        ParleyProcess list = await _estate.ParleyAsync("tasks", "list");
        ParleyProcess claimed = await _estate.ParleyAsync("tasks", "claim", id, "--json");
        ParleyProcess wrong = await _estate.ParleyAsync("tasks", "complete", id, "--answer", """{"told":"yes"}""");
        ParleyProcess commented = await _estate.ParleyAsync("tasks", "comment", id, "--text", "no answer at noon");
        ParleyProcess done = await _estate.ParleyAsync("tasks", "complete", id, "--answer", """{"told":true}""", "--reason", "as she asked", "--json");

        Assert.Equal((0, 0, 0, 0), (given.ExitCode, claimed.ExitCode, commented.ExitCode, done.ExitCode));
        Assert.Matches($"{id} +open +officer .*Ring the victim", list.Output);
        Assert.Equal("operator:keeper", (string?)claimed.Json["claimedBy"]);
        Assert.Equal((4, ""), (wrong.ExitCode, wrong.Output));
        Assert.Contains("TSK002", wrong.Error, StringComparison.Ordinal);
        Assert.Contains("/told", wrong.Error, StringComparison.Ordinal);
        Assert.Equal("completed", (string?)done.Json["status"]);
        Assert.Contains("as she asked", (await _estate.ParleyAsync("tasks", "show", id)).Output, StringComparison.Ordinal);
        ParleyProcess shown = await _estate.ParleyAsync("tasks", "show", id, "--json");
        Assert.Equal(["created", "claimed", "commented", "completed"], shown.Json["history"]!.AsArray().Select(h => (string)h!["what"]!));
        Assert.Equal("parley: there are no tasks\n", (await _estate.ParleyAsync("tasks", "list")).Error);
        Assert.Equal(4, (await _estate.ParleyAsync("tasks", "claim", id)).ExitCode);
    }

    [Fact]
    public async Task System_SeesNoTasks_AndIsToldNothingOfThem()
    {
        _estate.Folder.With("task.json", """{"title":"t","group":"officer"}""");
        string id = (string)(await _estate.ParleyAsync("tasks", "give", "task.json", "--json")).Json["id"]!;

        Assert.Equal((4, ""), (await Alpha("tasks", "list")) is var list ? (list.ExitCode, list.Output) : default);
        Assert.Equal(4, (await Alpha("tasks", "show", id)).ExitCode);
        Assert.Equal(4, (await Alpha("obligations", "list")).ExitCode);
    }

    [Fact]
    public async Task Task_WithADueTime_ComesOntoTheListOfObligations_AndIsEndedByHand()
    {
        _estate.Folder.With("task.json", """{"title":"t","group":"officer","due":5}""");
        string task = (string)(await _estate.ParleyAsync("tasks", "give", "task.json", "--json")).Json["id"]!;
        string id = await ObligationAsync(task);

        ParleyProcess shown = await _estate.ParleyAsync("obligations", "show", id);
        Assert.Matches("title +Do the task\n", shown.Output);
        ParleyProcess without = await _estate.ParleyAsync("obligations", "fulfil", id);
        ParleyProcess fulfilled = await _estate.ParleyAsync("obligations", "fulfil", id, "--reason", "told at the door", "--json");

        Assert.Equal(2, without.ExitCode);
        Assert.Equal(("fulfilled", "hand"), ((string?)fulfilled.Json["status"], (string?)fulfilled.Json["how"]));
        Assert.Empty((await _estate.ParleyAsync("obligations", "list", "--status", "overdue", "--json")).Json["obligations"]!.AsArray());
    }

    private Task<ParleyProcess> Alpha(params string[] args) => _estate.AsAsync(KeeperEstate.Alpha, _estate.Address, args);

    // Behind the request, but at once.
    private async Task<string> ObligationAsync(string task)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        while (true)
        {
            JsonArray list = (await _estate.ParleyAsync("obligations", "list", "--json")).Json["obligations"]!.AsArray();
            if (list.FirstOrDefault(o => (string?)o!["task"] == task) is JsonNode found)
            {
                return (string)found["id"]!;
            }

            patience.Token.ThrowIfCancellationRequested();
        }
    }
}
