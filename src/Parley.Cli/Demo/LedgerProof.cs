using System.Diagnostics;
using Parley.Cli.Input;
using Parley.Engine.Evidence;
using Parley.Server.Ledger;

namespace Parley.Cli.Demo;

/// <summary>Verifies the demo's own ledger from its store, as <c>parley ledger verify</c> does, with the key that the platform publishes.</summary>
internal static class LedgerProof
{
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Verifies it, once everything is sealed; what is still not sealed when patience ends is in the report.</summary>
    public static async Task<LedgerReport> TakeAsync(DemoEstate estate, TimeSpan patience, CancellationToken cancellationToken)
    {
        // Asked first: asking is an entry too.
        List<NoteKey> keys = await KeysAsync(estate, cancellationToken);
        Stopwatch watch = Stopwatch.StartNew();
        while (true)
        {
            await using StoredLedger ledger = LedgerStores.Open(estate.Workspace);
            LedgerReport report = await ledger.VerifyAsync(keys, null, cancellationToken);
            if (report.Unsealed == 0 || report.Findings.Count > 0 || watch.Elapsed > patience)
            {
                return report;
            }

            await Task.Delay(AskEvery, cancellationToken);
        }
    }

    /// <summary>Whether all of the ledger is proven.</summary>
    public static bool IsGood(LedgerReport report) => report is { Findings.Count: 0, Unsealed: 0, Entries: > 0, Last: not null };

    private static async Task<List<NoteKey>> KeysAsync(DemoEstate estate, CancellationToken cancellationToken)
    {
        List<NoteKey> keys = [];
        foreach (var key in (await estate.AskAsync("/v1/ledger/key", cancellationToken))?["keys"]?.AsArray() ?? [])
        {
            keys.Add(NoteKey.Parse(key!["key"]!.ToString()) ?? throw new DemoException("the platform publishes a key that cannot be read"));
        }

        return keys.Count > 0 ? keys : throw new DemoException("the platform publishes no key of its ledger");
    }
}
