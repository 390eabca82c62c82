using System.CommandLine;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Parley.Cli.Demo;
using Parley.Engine.Evidence;
using Parley.Server.Ledger;
using Spectre.Console;

namespace Parley.Cli.Commands;

/// <summary><c>parley demo</c>: the platform and the sample estate as separate programs, and a shift played through them.</summary>
internal sealed class DemoCommand : ParleyCommand
{
    private const int UsualPort = 7300;
    private const int LeastWidth = 100;
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(250);

    private readonly Option<bool> _once = new("--once") { Description = "End after the shift; exit code 0 only if everything expected has arrived, nothing that must not, and the ledger verifies" };
    private readonly Option<int> _port = new("--port") { Description = "The first of the ports used", DefaultValueFactory = _ => UsualPort };
    private readonly Option<int> _patience = new("--patience") { Description = "How many seconds to wait for what must arrive in each scene", DefaultValueFactory = _ => 90 };

    public DemoCommand()
        : base("demo", "Start the platform and the Wexshire estate, and play a shift") =>
        Takes(_once, _port, _patience);

    /// <inheritdoc/>
    public override string Details => """
        Starts Parley and fourteen systems of a fictional force and its partners, each a program of its own with its own store and language, and plays a
        shift: a burglary, a vehicle stop, a missing person, a call from the ambulance service, a bad message that is corrected, a system that is down for
        a while; then what agreements let through and keep back: one burglary as five organisations see it, intelligence, an agreement that has run
        out, one that is suspended while a message waits; then a record that its owner takes back. At the end the ledger of it all is verified.
        Afterwards everything stays up for exploring until Ctrl+C. Nothing is kept but a folder in the temporary directory.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley demo                      play the shift and stay up",
        "parley demo --once               play it and end, for scripts",
        "parley demo --port 17300 --once  with other ports",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        (string workspace, string assembly) = DemoFiles.Find();
        string folder = Path.Combine(Path.GetTempPath(), $"parley-demo-{Environment.ProcessId}");
        using DemoEstate estate = new(parsed.GetValue(_port), folder);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        try
        {
            Stopwatch watch = Stopwatch.StartNew();
            output.Note("Starting fifteen programs; each speaks only its own language, and none knows another.");
            await estate.StartAsync(workspace, assembly, line => output.Note("  " + line), stop.Token);
            List<(Scene Scene, ScenePlay Play)> played = await PlayAsync(
                estate, Path.Combine(workspace, "systems"), TimeSpan.FromSeconds(parsed.GetValue(_patience)), output, stop.Token);
            await SettleAsync(estate, TimeSpan.FromSeconds(parsed.GetValue(_patience)), stop.Token);
            int leaked = await LookForLeaksAsync(estate, played, output, stop.Token);
            DemoTally tally = await DemoTally.ReadAsync(estate, stop.Token);
            IReadOnlyList<ProcessTally> processes = await ConductAsync(estate, TimeSpan.FromSeconds(parsed.GetValue(_patience)), output, stop.Token);
            LedgerReport ledger = await ProveAsync(estate, TimeSpan.FromSeconds(parsed.GetValue(_patience)), output, stop.Token);
            Report(estate, played, tally, ledger, processes, leaked, watch.Elapsed, output);
            if (!parsed.GetValue(_once))
            {
                output.Note("All programs stay up. Ctrl+C ends them.");
                await Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }

            return IsGood(played) && leaked == 0 && tally is { Open: 0, Waiting: 0 } && LedgerProof.IsGood(ledger) ? ExitCode.Ok : ExitCode.Faults;
        }
        catch (DemoException fault)
        {
            output.Note($"parley: {fault.Message}");
            output.Note($"parley: logs are in {folder}");
            return ExitCode.Faults;
        }
    }

    private static async Task<List<(Scene Scene, ScenePlay Play)>> PlayAsync(
        DemoEstate estate, string samples, TimeSpan patience, Output output, CancellationToken cancellationToken)
    {
        List<(Scene, ScenePlay)> played = [];
        IReadOnlyList<Scene> scenes = Shift.Scenes(samples);
        for (int i = 0; i < scenes.Count; i++)
        {
            output.Note("");
            output.Note(output.Bold($"{i + 1}. {scenes[i].Title}"));
            output.Note(scenes[i].Story);
            ScenePlay play = await scenes[i].PlayAsync(estate, cancellationToken);
            await WatchAsync(estate, play.Expected, patience, output, cancellationToken);
            if (play.Withdrawal is { } withdrawal)
            {
                await withdrawal.FollowAsync(patience, output, cancellationToken);
            }

            await SayAbsencesAsync(estate, play.Absent, output, cancellationToken);
            if (play.View is { } view)
            {
                await view.ShowAsync(output, cancellationToken);
            }

            played.Add((scenes[i], play));
        }

        return played;
    }

    // One line for each reason, with the systems that it keeps something from.
    private static async Task SayAbsencesAsync(DemoEstate estate, IReadOnlyList<Absence> absences, Output output, CancellationToken cancellationToken)
    {
        Dictionary<string, IReadOnlyList<string>> bodies = [];
        foreach (string role in absences.Select(a => a.Role).Distinct())
        {
            bodies[role] = await estate.BodiesAsync(role, cancellationToken);
        }

        foreach (IGrouping<string, Absence> of in absences.Where(a => !a.IsIn(bodies[a.Role])).GroupBy(a => a.Why))
        {
            output.Note($"   {output.Blue("kept")}     {of.Key}: not at {string.Join(", ", of.Select(a => a.Role).Distinct())}");
        }
    }

    private static async Task SettleAsync(DemoEstate estate, TimeSpan patience, CancellationToken cancellationToken)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (watch.Elapsed < patience && (await DemoTally.ReadAsync(estate, cancellationToken)).Waiting > 0)
        {
            await Task.Delay(AskEvery, cancellationToken);
        }
    }

    private static bool IsGood(List<(Scene Scene, ScenePlay Play)> played) =>
        played.TrueForAll(p => p.Play.Expected.All(e => e.IsMet) && p.Play.Withdrawal?.Notices.All(n => n.IsConfirmed) != false);

    private static async Task<IReadOnlyList<ProcessTally>> ConductAsync(DemoEstate estate, TimeSpan patience, Output output, CancellationToken cancellationToken)
    {
        IReadOnlyList<ProcessTally> tally = await ProcessTally.ReadAsync(estate, patience, cancellationToken);
        output.Note("");
        output.Note(output.Bold("Processes that the shift started"));
        foreach (ProcessTally one in tally)
        {
            output.Note($"   {(one.Status == "completed" ? output.Green(one.Status) : output.Blue(one.Status)),-9} {one.Count} of {one.Process}");
        }

        return tally;
    }

    private static async Task<LedgerReport> ProveAsync(DemoEstate estate, TimeSpan patience, Output output, CancellationToken cancellationToken)
    {
        LedgerReport report = await LedgerProof.TakeAsync(estate, patience, cancellationToken);
        output.Note("");
        output.Note(output.Bold("The ledger"));
        foreach (LedgerFinding finding in report.Findings)
        {
            output.Note($"   {output.Red(finding.Code.Code)} {finding.Message}");
        }

        output.Note(LedgerProof.IsGood(report)
            ? $"   {output.Green("proven")}   {report.Entries} entries, under the checkpoint of size {report.Last!.Size} of {report.Last.Origin}: nobody has edited, removed or re-ordered one"
            : $"   {output.Red("unproven")} {report.Findings.Count} findings, {report.Unsealed} entries not sealed");
        return report;
    }

    // At the end, when nothing is under way any more: what the systems hold, not what Parley says of it.
    private static async Task<int> LookForLeaksAsync(
        DemoEstate estate, List<(Scene Scene, ScenePlay Play)> played, Output output, CancellationToken cancellationToken)
    {
        foreach (IGrouping<string, Absence> of in played.SelectMany(p => p.Play.Absent).GroupBy(a => a.Role))
        {
            IReadOnlyList<string> bodies = await estate.BodiesAsync(of.Key, cancellationToken);
            foreach (Absence absence in of.Where(a => a.IsIn(bodies)))
            {
                absence.IsBroken = true;
                output.Note($"   {output.Red("leaked")}   {absence.Role,-12} '{absence.Text}' stands in its store, although {absence.Why}");
            }
        }

        return played.Sum(p => p.Play.Absent.Count(a => a.IsBroken) + (p.Play.View?.Leaked ?? 0));
    }

    // Says each arrival once, as it happens.
    private static async Task WatchAsync(
        DemoEstate estate, IReadOnlyList<Expectation> expected, TimeSpan patience, Output output, CancellationToken cancellationToken)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (expected.Any(e => !e.IsMet) && watch.Elapsed < patience)
        {
            foreach (IGrouping<string, Expectation> open in expected.Where(e => !e.IsMet).GroupBy(e => e.Role))
            {
                string held = await estate.HoldsAsync(open.Key, cancellationToken);
                foreach (Expectation expectation in open.Where(e => held.Contains(e.Text, StringComparison.Ordinal)))
                {
                    expectation.IsMet = true;
                    output.Note($"   {output.Green("arrived")}  {expectation.Role,-12} {expectation.What} ({watch.Elapsed.TotalSeconds:0.0} s)");
                }
            }

            if (expected.Any(e => !e.IsMet))
            {
                await Task.Delay(AskEvery, cancellationToken);
            }
        }

        foreach (Expectation expectation in expected.Where(e => !e.IsMet))
        {
            output.Note($"   {output.Red("missing")}  {expectation.Role,-12} {expectation.What}");
        }
    }

    private static void Report(
        DemoEstate estate, List<(Scene Scene, ScenePlay Play)> played, DemoTally tally, LedgerReport ledger, IReadOnlyList<ProcessTally> processes, int leaked, TimeSpan took, Output output)
    {
        int lost = played.Sum(p => p.Play.Expected.Count(e => !e.IsMet));
        List<(string Recipient, string Channel, bool IsConfirmed, string? By)> told = [.. played.SelectMany(p => p.Play.Withdrawal?.Notices ?? [])];
        if (output.Json)
        {
            output.JsonResult(new JsonObject
            {
                ["messagesIn"] = tally.In,
                ["messagesOut"] = tally.Out,
                ["corrected"] = tally.Corrected,
                ["retried"] = tally.Retried,
                ["openExceptions"] = tally.Open,
                ["lost"] = lost,
                ["withheld"] = tally.Withheld,
                ["leaked"] = leaked,
                ["notices"] = new JsonArray([.. told.Select(n => new JsonObject
                {
                    ["recipient"] = n.Recipient,
                    ["channel"] = n.Channel,
                    ["confirmed"] = n.IsConfirmed,
                    ["by"] = n.By,
                })]),
                ["ledger"] = new JsonObject
                {
                    ["good"] = LedgerProof.IsGood(ledger),
                    ["entries"] = ledger.Entries,
                    ["unsealed"] = ledger.Unsealed,
                    ["checkpoint"] = ledger.Last?.Size,
                    ["origin"] = ledger.Last?.Origin,
                },
                ["processes"] = new JsonArray([.. processes.Select(t => new JsonObject { ["process"] = t.Process, ["status"] = t.Status, ["count"] = t.Count })]),
                ["seconds"] = Math.Round(took.TotalSeconds, 1),
                ["expected"] = new JsonArray([.. played.SelectMany(p => p.Play.Expected.Select(e => new JsonObject
                {
                    ["scene"] = p.Scene.Title,
                    ["system"] = e.Role,
                    ["what"] = e.What,
                    ["arrived"] = e.IsMet,
                }))]),
                ["found"] = new JsonArray([.. played.SelectMany(p => p.Play.View?.Found ?? []).Select(f => new JsonObject
                {
                    ["system"] = f.Recipient,
                    ["person"] = f.Person,
                    ["attribute"] = f.Attribute,
                })]),
                ["absent"] = new JsonArray([.. played.SelectMany(p => p.Play.Absent.Select(a => new JsonObject
                {
                    ["scene"] = p.Scene.Title,
                    ["system"] = a.Role,
                    ["text"] = a.Text,
                    ["why"] = a.Why,
                    ["absent"] = !a.IsBroken,
                }))]),
            });
            return;
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output.Results),
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        console.Profile.Width = Math.Max(console.Profile.Width, LeastWidth);
        Table counts = new Table().Border(TableBorder.Rounded).Title("The shift in figures");
        counts.AddColumns("messages in", "translated and delivered", "corrected", "retried", "waiting for a person", "withheld", "leaked", "lost");
        counts.AddRow($"{tally.In}", $"{tally.Out}", $"{tally.Corrected}", $"{tally.Retried}", $"{tally.Open}", $"{tally.Withheld}", leaked == 0 ? "[green]0[/]" : $"[red]{leaked}[/]", lost == 0 ? "[green]0[/]" : $"[red]{lost}[/]");
        console.Write(counts);
        Table proof = new Table().Border(TableBorder.Rounded).Title("What can be proven");
        proof.AddColumns("told of the withdrawal", "confirmed", "ledger entries proven", "under the checkpoint", "ledger");
        proof.AddRow(
            $"{told.Count}",
            $"{told.Count(n => n.IsConfirmed)}",
            $"{ledger.Entries}",
            ledger.Last is { } last ? Markup.Escape($"{last.Origin}, size {last.Size}") : "none",
            LedgerProof.IsGood(ledger) ? "[green]good[/]" : "[red]not good[/]");
        console.Write(proof);
        Table places = new Table().Border(TableBorder.Rounded).Title("Where to look");
        places.AddColumns("what", "where");
        places.AddRow("the platform's API, to try", $"{estate.Platform}/openapi");
        places.AddRow("its metrics", $"{estate.Platform}/metrics");
        foreach (DemoRole role in DemoRole.All)
        {
            places.AddRow($"{role.Id}, {role.Title}", estate.Address(role.Id));
        }

        places.AddRow("logs, stores, the workspace", Markup.Escape(estate.Folder));
        console.Write(places);
        output.Line($"The operator's key, for this demo only: {estate.OperatorKey}");
    }
}
