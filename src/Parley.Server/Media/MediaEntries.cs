using Parley.Engine.Evidence;
using Parley.Server.Access;
using Parley.Server.Ledger;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>What the ledger keeps of objects: who handled which, when, why, and its hash. All entries about one are found by it as a subject of type <c>object</c>.</summary>
internal sealed class MediaEntries(LedgerIdentity ledger, WorkspaceHost workspace)
{
    /// <summary>The type under which an object is a subject.</summary>
    public const string SubjectType = "object";

    /// <summary>The subject that an object is.</summary>
    public ulong SubjectOf(MediaRow row) => ledger.Subjects.Hash(row.System, SubjectType, PublicId.Media(row.Id));

    /// <summary>The organisation that owns an object.</summary>
    public string OwnerOf(MediaRow row) => workspace.Current.Workspace.Systems.GetValueOrDefault(row.System)?.Organisation ?? "";

    /// <summary>Something that was done to an object.</summary>
    /// <param name="row">The object.</param>
    /// <param name="action">What was done.</param>
    /// <param name="outcome">What became of it, in a word.</param>
    /// <param name="at">When.</param>
    /// <param name="by">Who did it; null for the platform.</param>
    /// <param name="reason">Why; null where none is given.</param>
    public LedgerEntry Of(MediaRow row, LedgerAction action, string outcome, long at, Caller? by = null, string? reason = null) => new()
    {
        Action = action,
        At = at,
        Actor = by?.Actor ?? "platform",
        OnBehalfOf = by?.OnBehalfOf,
        Organisation = OwnerOf(row),
        Reason = reason,
        Content = row.Sha256,
        Subjects = [SubjectOf(row)],
        Outcome = outcome,
    };
}
