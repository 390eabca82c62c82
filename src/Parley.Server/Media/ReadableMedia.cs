using Parley.Engine.Dictionary;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>An object that somebody may read.</summary>
/// <param name="Row">The object.</param>
/// <param name="Permit">The right to its bytes.</param>
/// <param name="IsOwn">Whether it is of the reader's own organisation, which may know all that is known of it. Others know what the decision has left of the record, and the bytes.</param>
/// <param name="By">The permitted part of the record by which it is read; null for the system that uploaded it.</param>
internal sealed record ReadableMedia(MediaRow Row, ContentPermit Permit, bool IsOwn, Record? By)
{
    /// <summary>The exchange of that record; null for the system that uploaded it.</summary>
    public string? Exchange { get; init; }

    /// <summary>The hash of that record, as the ledger knows subjects; null when it has no key.</summary>
    public ulong? Subject { get; init; }

    /// <summary>The record that the object was attached to, for whoever may know of it; null when it was not.</summary>
    public long? AttachedTo { get; init; }

    /// <summary>What its file is called: as the sender said, or for others what the decision has left of the record's <c>fileName</c>; null where that is nothing.</summary>
    public string? FileName => IsOwn ? UploadRequest.ValueOf(Row.Metadata, "filename") : TextOf("fileName");

    /// <summary>What it is called: by the record, else by its file.</summary>
    public string? Name => TextOf("title") ?? FileName;

    /// <summary>A name for a file of it, which there always is: its identifier with the ending that its bytes' type has, where the reader may know no other.</summary>
    public string SavedAs => FileName ?? SavedAsOf(Row);

    /// <summary>A name that says nothing but which object it is, and of what kind.</summary>
    public static string SavedAsOf(MediaRow row) => PublicId.Media(row.Id) + UploadRequest.EndingOf(row.Metadata);

    private string? TextOf(string attribute) => By?[attribute] is { IsNone: false } value ? value.ToString() : null;
}
