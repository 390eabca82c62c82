using Parley.Engine.Issues;

namespace Parley.Engine.Evidence;

/// <summary>A fault that the verification of a ledger has found, and where.</summary>
/// <param name="Code">The entry of the catalogue.</param>
/// <param name="Message">What is wrong, with its place.</param>
/// <param name="Entry">The number of the entry concerned, or the first of those concerned; null when it is none in particular.</param>
public sealed record LedgerFinding(IssueCode Code, string Message, long? Entry)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Code}: {Message}";
}
