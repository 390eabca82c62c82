using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>An object that somebody may read.</summary>
/// <param name="Row">The object.</param>
/// <param name="Permit">The right to its bytes.</param>
/// <param name="Exchange">The exchange of the record by which it is read; null for the system that uploaded it.</param>
/// <param name="Subject">The hash of that record, as the ledger knows subjects; null when it has no key.</param>
internal sealed record ReadableMedia(MediaRow Row, ContentPermit Permit, string? Exchange, ulong? Subject)
{
    /// <summary>What that record calls it, as far as it may be seen; null where it does not say.</summary>
    public string? Title { get; init; }

    /// <summary>What it is called: by the record, else by its file.</summary>
    public string? Name => Title ?? UploadRequest.ValueOf(Row.Metadata, "filename");
}
