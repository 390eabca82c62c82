using System.Text.Json.Nodes;
using Spectre.Console;

namespace Parley.Cli.Demo;

/// <summary>What came of a shift, as tables or as JSON.</summary>
internal static class DemoReport
{
    private const int LeastWidth = 100;

    /// <summary>Writes it, and where to look further.</summary>
    public static void Write(DemoResult result, DemoEstate estate, Output output)
    {
        if (output.Json)
        {
            output.JsonResult(ToJson(result));
            return;
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output.Results),
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        console.Profile.Width = Math.Max(console.Profile.Width, LeastWidth);
        console.Write(Counts(result));
        console.Write(Proof(result));
        console.Write(Places(estate));
        output.Line($"The operator's key, for this demo only: {estate.OperatorKey}");
    }

    private static JsonObject ToJson(DemoResult result) => new()
    {
        ["messagesIn"] = result.Tally.In,
        ["messagesOut"] = result.Tally.Out,
        ["corrected"] = result.Tally.Corrected,
        ["retried"] = result.Tally.Retried,
        ["openExceptions"] = result.Tally.Open,
        ["lost"] = result.Lost,
        ["withheld"] = result.Tally.Withheld,
        ["leaked"] = result.Leaked,
        ["notices"] = List(result.Told, n => new() { ["recipient"] = n.Recipient, ["channel"] = n.Channel, ["confirmed"] = n.IsConfirmed, ["by"] = n.By }),
        ["ledger"] = new JsonObject
        {
            ["good"] = LedgerProof.IsGood(result.Ledger),
            ["entries"] = result.Ledger.Entries,
            ["unsealed"] = result.Ledger.Unsealed,
            ["checkpoint"] = result.Ledger.Last?.Size,
            ["origin"] = result.Ledger.Last?.Origin,
        },
        ["processes"] = List(result.Processes, t => new() { ["process"] = t.Process, ["status"] = t.Status, ["count"] = t.Count }),
        ["seconds"] = Math.Round(result.Took.TotalSeconds, 1),
        ["expected"] = List(
            result.Played.SelectMany(p => p.Play.Expected.Select(e => (p.Scene.Title, Expected: e))),
            e => new() { ["scene"] = e.Title, ["system"] = e.Expected.Role, ["what"] = e.Expected.What, ["arrived"] = e.Expected.IsMet }),
        ["found"] = List(
            result.Played.SelectMany(p => p.Play.View?.Found ?? []),
            f => new() { ["system"] = f.Recipient, ["person"] = f.Person, ["attribute"] = f.Attribute }),
        ["absent"] = List(
            result.Played.SelectMany(p => p.Play.Absent.Select(a => (p.Scene.Title, Absent: a))),
            a => new() { ["scene"] = a.Title, ["system"] = a.Absent.Role, ["text"] = a.Absent.Text, ["why"] = a.Absent.Why, ["absent"] = !a.Absent.IsBroken }),
    };

    private static JsonArray List<T>(IEnumerable<T> all, Func<T, JsonObject> write) => new([.. all.Select(write)]);

    private static Table Counts(DemoResult result)
    {
        DemoTally tally = result.Tally;
        Table counts = new Table().Border(TableBorder.Rounded).Title("The shift in figures");
        counts.AddColumns("messages in", "translated and delivered", "corrected", "retried", "waiting for a person", "withheld", "leaked", "lost");
        return counts.AddRow($"{tally.In}", $"{tally.Out}", $"{tally.Corrected}", $"{tally.Retried}", $"{tally.Open}", $"{tally.Withheld}", NoneIsGood(result.Leaked), NoneIsGood(result.Lost));
    }

    private static string NoneIsGood(int count) => count == 0 ? "[green]0[/]" : $"[red]{count}[/]";

    private static Table Proof(DemoResult result)
    {
        Table proof = new Table().Border(TableBorder.Rounded).Title("What can be proven");
        proof.AddColumns("told of the withdrawal", "confirmed", "ledger entries proven", "under the checkpoint", "ledger");
        return proof.AddRow(
            $"{result.Told.Count}",
            $"{result.Told.Count(n => n.IsConfirmed)}",
            $"{result.Ledger.Entries}",
            result.Ledger.Last is { } last ? Markup.Escape($"{last.Origin}, size {last.Size}") : "none",
            LedgerProof.IsGood(result.Ledger) ? "[green]good[/]" : "[red]not good[/]");
    }

    private static Table Places(DemoEstate estate)
    {
        Table places = new Table().Border(TableBorder.Rounded).Title("Where to look");
        places.AddColumns("what", "where");
        places.AddRow("the platform's API, to try", $"{estate.Platform}/openapi");
        places.AddRow("its metrics", $"{estate.Platform}/metrics");
        foreach (DemoRole role in DemoRole.All)
        {
            places.AddRow($"{role.Id}, {role.Title}", estate.Address(role.Id));
        }

        return places.AddRow("logs, stores, the workspace", Markup.Escape(estate.Folder));
    }
}
