namespace Parley.Server.Records;

/// <summary>What somebody wants done to what was exchanged.</summary>
/// <param name="By">Who, as the ledger names it.</param>
/// <param name="Organisation">For which organisation.</param>
/// <param name="Reason">Why.</param>
internal sealed record ActRequest(string By, string Organisation, string Reason)
{
    /// <summary>The new marking of a re-grading.</summary>
    public string? Marking { get; init; }

    /// <summary>What the act is part of, or null.</summary>
    public string? Origin { get; init; }
}
