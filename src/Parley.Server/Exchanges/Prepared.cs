using Parley.Engine.Issues;
using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary>An exchange that is ready to be recorded.</summary>
/// <param name="Record">What is to be written.</param>
/// <param name="Issues">What was found in the message.</param>
internal sealed record Prepared(ExchangeRecord Record, IReadOnlyList<Issue> Issues)
{
    /// <summary>How the exchange stands.</summary>
    public ExchangeStatus Status => Record.Exchange.Status;
}
