using Parley.Server.Ledger;

namespace Parley.Cli.Demo;

/// <summary>What came of a shift.</summary>
internal sealed record DemoResult
{
    /// <summary>The scenes, as they were played.</summary>
    public required IReadOnlyList<(Scene Scene, ScenePlay Play)> Played { get; init; }

    /// <summary>How much arrived where it must not.</summary>
    public required int Leaked { get; init; }

    /// <summary>The platform's own figures.</summary>
    public required DemoTally Tally { get; init; }

    /// <summary>The processes that the shift started.</summary>
    public required IReadOnlyList<ProcessTally> Processes { get; init; }

    /// <summary>What the verification of the ledger found.</summary>
    public required LedgerReport Ledger { get; init; }

    /// <summary>How long it took.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>How much has not arrived.</summary>
    public int Lost => Played.Sum(p => p.Play.Expected.Count(e => !e.IsMet));

    /// <summary>Who was told of a withdrawal.</summary>
    public IReadOnlyList<(string Recipient, string Channel, bool IsConfirmed, string? By)> Told => [.. Played.SelectMany(p => p.Play.Withdrawal?.Notices ?? [])];

    /// <summary>Whether everything expected has arrived, nothing that must not, and the ledger is proven.</summary>
    public bool IsGood => Lost == 0 && Leaked == 0 && Told.All(n => n.IsConfirmed) && Tally is { Open: 0, Waiting: 0 } && LedgerProof.IsGood(Ledger);
}
