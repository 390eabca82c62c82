using System.Security.Cryptography;
using Parley.Engine.Evidence;
using Parley.Engine.Workspace;
using Parley.Server.Storage;

namespace Parley.Server.Ledger;

/// <summary>The entries that the journey of a message leaves.</summary>
internal static class LedgerEntries
{
    /// <summary>The outcome of a delivery whose recipient took it.</summary>
    public const string Delivered = "delivered";

    /// <summary>The outcome of an attempt of which it is not known whether the data arrived.</summary>
    public const string Unknown = "unknown";

    /// <summary>The outcome of a message that the recipient got and would not take.</summary>
    public const string RefusedByRecipient = "refused-by-recipient";

    // What is longer is hashed by whoever sent it: the writer, who hashes many short ones at once, is not held up by it.
    private const int MostUnhashed = 16 << 10;

    /// <summary>A message came in.</summary>
    /// <param name="row">The exchange.</param>
    /// <param name="source">The system it came from.</param>
    /// <param name="subjects">The subjects' hashes.</param>
    public static LedgerEntry Collection(ExchangeRow row, SystemDefinition source, IReadOnlyList<ulong> subjects) => new()
    {
        Action = LedgerAction.Collection,
        At = row.Received,
        Actor = "system:" + source.Id,
        Organisation = source.Organisation,
        Exchange = PublicId.Exchange(row.Id),
        Content = row.Sha256,
        Subjects = subjects,
        Outcome = StatusText.Of(row.Status),
    };

    /// <summary>A message went out, or may have.</summary>
    /// <param name="row">The delivery.</param>
    /// <param name="body">What was sent; null when that is no longer kept.</param>
    /// <param name="source">The organisation whose data it is; null when the workspace no longer says.</param>
    /// <param name="recipient">The organisation of the recipient.</param>
    /// <param name="outcome">What became of it.</param>
    /// <param name="at">When, microseconds since 1970.</param>
    public static LedgerEntry Disclosure(DeliveryRow row, byte[]? body, string? source, string? recipient, string outcome, long at) => new()
    {
        Action = LedgerAction.Disclosure,
        At = at,
        Actor = "platform",
        Organisation = source ?? "",
        Recipient = recipient,
        RecipientSystem = row.Recipient,
        Purpose = row.Purpose,
        Agreements = row.Agreements is null ? [] : row.Agreements.Contains(' ', StringComparison.Ordinal) ? row.Agreements.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [row.Agreements],
        Exchange = PublicId.Exchange(row.Exchange),
        Delivery = PublicId.Delivery(row.Exchange, row.N),
        Content = body?.Length > MostUnhashed ? SHA256.HashData(body) : default,
        Unhashed = body?.Length > MostUnhashed ? default : body,
        Subjects = SubjectHasher.Unpack(row.Subjects),
        Withheld = row.Withheld,
        Outcome = outcome,
    };

    /// <summary>A person put another message in the place of a faulty one.</summary>
    public static LedgerEntry Alteration(ExceptionRow exception, ExchangeRecord replacement, string by, long at) => new()
    {
        Action = LedgerAction.Alteration,
        At = at,
        Actor = by,
        Organisation = exception.Organisation,
        Exchange = PublicId.Exchange(exception.Exchange),
        Content = replacement.Exchange.Sha256,
        Subjects = replacement.Entries is [LedgerEntry collection, ..] ? collection.Subjects : [],
        Outcome = "corrected",
    };
}
