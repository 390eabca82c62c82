using System.CommandLine;
using System.Diagnostics;
using Parley.Cli.Demo;

namespace Parley.Cli.Commands;

/// <summary><c>parley demo</c>: the platform and the sample estate as separate programs, and a shift played through them.</summary>
internal sealed class DemoCommand : ParleyCommand
{
    private const int UsualPort = 7300;

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
            DemoResult result = await PlayAsync(estate, TimeSpan.FromSeconds(parsed.GetValue(_patience)), output, stop.Token);
            DemoReport.Write(result, estate, output);
            if (!parsed.GetValue(_once))
            {
                output.Note("All programs stay up. Ctrl+C ends them.");
                await Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            }

            return result.IsGood ? ExitCode.Ok : ExitCode.Faults;
        }
        catch (DemoException fault)
        {
            output.Note($"parley: {fault.Message}");
            output.Note($"parley: logs are in {folder}");
            return ExitCode.Faults;
        }
    }

    private static async Task<DemoResult> PlayAsync(DemoEstate estate, TimeSpan patience, Output output, CancellationToken cancellationToken)
    {
        (string workspace, string assembly) = DemoFiles.Find();
        Stopwatch watch = Stopwatch.StartNew();
        output.Note("Starting fifteen programs; each speaks only its own language, and none knows another.");
        await estate.StartAsync(workspace, assembly, line => output.Note("  " + line), cancellationToken);
        ShiftRun run = new(estate, patience, output);
        List<(Scene Scene, ScenePlay Play)> played = await run.PlayAsync(Shift.Scenes(Path.Combine(workspace, "systems")), cancellationToken);
        await run.SettleAsync(cancellationToken);
        return new DemoResult
        {
            Played = played,
            Leaked = await run.LookForLeaksAsync(played, cancellationToken),
            Tally = await DemoTally.ReadAsync(estate, cancellationToken),
            Processes = await run.TallyProcessesAsync(cancellationToken),
            Ledger = await run.ProveAsync(cancellationToken),
            Took = watch.Elapsed,
        };
    }
}
