using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>A way in which an object or upload ends.</summary>
/// <param name="State">What it then is.</param>
/// <param name="Action">What the ledger calls it.</param>
/// <param name="Outcome">The ledger's word for what became of it.</param>
/// <param name="Why">Why, for people.</param>
internal sealed record MediaEnd(MediaState State, LedgerAction Action, string Outcome, string Why)
{
    /// <summary>The content was not of the declared type.</summary>
    public static MediaEnd OtherType { get; } = new(MediaState.Refused, LedgerAction.Refusal, MediaProblems.TypeMismatch.Code, "its content was not of the declared type");

    /// <summary>The content did not have the announced SHA-256.</summary>
    public static MediaEnd OtherHash { get; } = new(MediaState.Refused, LedgerAction.Refusal, MediaProblems.WrongChecksum.Code, "its content did not have the announced SHA-256");

    /// <summary>The sender gave the upload up.</summary>
    public static MediaEnd GivenUp { get; } = new(MediaState.Refused, LedgerAction.Erasure, "upload-deleted", "the sender gave the upload up");

    /// <summary>Nobody went on with the upload.</summary>
    public static MediaEnd Expired { get; } = new(MediaState.Refused, LedgerAction.Erasure, "upload-expired", "nobody went on with the upload");

    /// <summary>Its owner deleted it, and no record referred to it.</summary>
    public static MediaEnd Deleted { get; } = new(MediaState.Erased, LedgerAction.Erasure, "object-erased", "its owner deleted it");

    /// <summary>The last record that referred to it was erased.</summary>
    public static MediaEnd WithRecord { get; } = new(MediaState.Erased, LedgerAction.Erasure, "object-erased", "the last record that referred to it was erased");

    /// <summary>No record ever referred to it.</summary>
    public static MediaEnd Unreferenced { get; } = new(MediaState.Erased, LedgerAction.Erasure, "object-erased", "no record referred to it");
}
