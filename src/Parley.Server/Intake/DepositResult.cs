using Parley.Engine.Issues;
using Parley.Server.Storage;

namespace Parley.Server.Intake;

/// <summary>The answer to a deposit.</summary>
/// <param name="Kind">What became of it.</param>
/// <param name="Exchange">Its exchange, or the one that has its key.</param>
/// <param name="Status">How that exchange stood when it was taken.</param>
/// <param name="Issues">What was found in the message.</param>
internal sealed record DepositResult(DepositKind Kind, long Exchange, ExchangeStatus Status, IReadOnlyList<Issue> Issues)
{
    /// <summary>For a repeat: the issues as the store has them, a JSON array, or null.</summary>
    public string? StoredIssues { get; init; }
}
