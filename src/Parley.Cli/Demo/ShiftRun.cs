using System.Diagnostics;
using Parley.Engine.Evidence;
using Parley.Server.Ledger;

namespace Parley.Cli.Demo;

/// <summary>Plays the scenes of a shift through an estate that runs, and tells what happens as it happens.</summary>
/// <param name="estate">The estate.</param>
/// <param name="patience">How long to wait for what must arrive in each scene.</param>
/// <param name="output">Where it is told.</param>
internal sealed class ShiftRun(DemoEstate estate, TimeSpan patience, Output output)
{
    private static readonly TimeSpan s_askEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>Plays the scenes, one after the other.</summary>
    public async Task<List<(Scene Scene, ScenePlay Play)>> PlayAsync(IReadOnlyList<Scene> scenes, CancellationToken cancellationToken)
    {
        List<(Scene, ScenePlay)> played = [];
        for (int i = 0; i < scenes.Count; i++)
        {
            output.Note("");
            output.Note(output.Bold($"{i + 1}. {scenes[i].Title}"));
            output.Note(scenes[i].Story);
            ScenePlay play = await scenes[i].PlayAsync(estate, cancellationToken);
            await WatchAsync(play.Expected, cancellationToken);
            if (play.Withdrawal is { } withdrawal)
            {
                await withdrawal.FollowAsync(patience, output, cancellationToken);
            }

            await SayAbsencesAsync(play.Absent, cancellationToken);
            if (play.View is { } view)
            {
                await view.ShowAsync(output, cancellationToken);
            }

            played.Add((scenes[i], play));
        }

        return played;
    }

    /// <summary>Waits until nothing is under way any more.</summary>
    public async Task SettleAsync(CancellationToken cancellationToken)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (watch.Elapsed < patience && (await DemoTally.ReadAsync(estate, cancellationToken)).Waiting > 0)
        {
            await Task.Delay(s_askEvery, cancellationToken);
        }
    }

    /// <summary>Looks for what must not have arrived: at the end, in what the systems hold, not in what Parley says of it.</summary>
    public async Task<int> LookForLeaksAsync(List<(Scene Scene, ScenePlay Play)> played, CancellationToken cancellationToken)
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

    /// <summary>Tells which processes the shift started, and how they stand.</summary>
    public async Task<IReadOnlyList<ProcessTally>> TallyProcessesAsync(CancellationToken cancellationToken)
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

    /// <summary>Verifies the ledger.</summary>
    public async Task<LedgerReport> ProveAsync(CancellationToken cancellationToken)
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

    // One line for each reason, with the systems that it keeps something from.
    private async Task SayAbsencesAsync(IReadOnlyList<Absence> absences, CancellationToken cancellationToken)
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

    // Says each arrival once, as it happens.
    private async Task WatchAsync(IReadOnlyList<Expectation> expected, CancellationToken cancellationToken)
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
                await Task.Delay(s_askEvery, cancellationToken);
            }
        }

        foreach (Expectation expectation in expected.Where(e => !e.IsMet))
        {
            output.Note($"   {output.Red("missing")}  {expectation.Role,-12} {expectation.What}");
        }
    }
}
