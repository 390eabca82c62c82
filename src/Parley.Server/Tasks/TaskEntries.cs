using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Tasks;

/// <summary>What the ledger keeps of tasks: who was asked, who decided, and when; never what.</summary>
internal static class TaskEntries
{
    /// <summary>That something was done with a task.</summary>
    public static LedgerEntry Of(TaskRow row, string by, string organisation, string? onBehalfOf, string what, long at) => new()
    {
        Action = LedgerAction.Authority,
        At = at,
        Actor = by,
        OnBehalfOf = onBehalfOf,
        Organisation = organisation,
        Purpose = row.Purpose,
        Exchange = row.Exchange is long exchange ? PublicId.Exchange(exchange) : null,
        Outcome = $"task {PublicId.HumanTask(row.Id)} {what}",
    };
}
