using Parley.Engine.Evidence;
using Parley.Server.Ledger;
using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>What the ledger keeps of acts, notices and holds.</summary>
internal static class ActEntries
{
    /// <summary>That an act was begun.</summary>
    public static LedgerEntry Of(ActRow act) => new()
    {
        Action = act.Action == Act.Erase ? LedgerAction.Erasure : LedgerAction.Alteration,
        At = act.At,
        Actor = act.By,
        Organisation = act.Organisation,
        Reason = act.Reason,
        Exchange = PublicId.Exchange(act.Exchange),
        Subjects = act.Subjects,
        Outcome = act.Action == Act.Erase ? "erasure begun" : act.Action,
    };

    /// <summary>That an erasure is complete.</summary>
    public static LedgerEntry Done(ActRow act, long at) => Of(act) with { At = at, Outcome = "erased" };

    /// <summary>That a recipient was told.</summary>
    public static LedgerEntry Told(ActRow act, NoticeRow notice) => ForNotice(notice, act.At, act.By, act.Organisation, $"told by {notice.Channel}") with
    {
        Reason = act.Reason,
    };

    /// <summary>Something that came of a notice; the organisation is that of who did it.</summary>
    public static LedgerEntry ForNotice(NoticeRow notice, long at, string by, string organisation, string outcome) => new()
    {
        Action = LedgerAction.Notice,
        At = at,
        Actor = by,
        Organisation = organisation,
        Recipient = notice.Organisation,
        RecipientSystem = notice.Recipient,
        Exchange = PublicId.Exchange(notice.Exchange),
        Delivery = PublicId.Delivery(notice.Exchange, notice.N),
        Subjects = SubjectHasher.Unpack(notice.Subjects),
        Outcome = outcome,
    };

    /// <summary>That a hold was placed or ended, or a review decided.</summary>
    public static LedgerEntry Authority(string by, string organisation, string reason, long at, long? exchange, string outcome) => new()
    {
        Action = LedgerAction.Authority,
        At = at,
        Actor = by,
        Organisation = organisation,
        Reason = reason,
        Exchange = exchange is long id ? PublicId.Exchange(id) : null,
        Outcome = outcome,
    };
}
