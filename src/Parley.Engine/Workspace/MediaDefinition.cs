namespace Parley.Engine.Workspace;

/// <summary>How an installation keeps photographs, video, sound and documents (<c>media</c> of <c>parley.yaml</c>).</summary>
public sealed record MediaDefinition
{
    /// <summary>Where their bytes are kept, sealed: a folder relative to the workspace. Uploads under way are always kept there.</summary>
    public string Folder { get; init; } = ".parley/media";

    /// <summary>The S3-compatible store that finished objects are moved to; null to keep them in the folder.</summary>
    public S3Definition? S3 { get; init; }

    /// <summary>The greatest size of one object in bytes.</summary>
    public long MaxBytes { get; init; } = 2L << 30;

    /// <summary>
    /// The media types that are taken, each with the greatest size of one object in bytes. Null for every type of <see cref="KnownTypes"/>, each up to
    /// <see cref="MaxBytes"/>.
    /// </summary>
    public IReadOnlyDictionary<string, long>? Types { get; init; }

    /// <summary>How long an unfinished upload waits for its next bytes.</summary>
    public TimeSpan Expire { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long a finished object is kept that no record has ever referred to.</summary>
    public TimeSpan KeepUnreferenced { get; init; } = TimeSpan.FromDays(30);

    /// <summary>What looks for malware before an object can be read; null for nothing.</summary>
    public ScannerDefinition? Scanner { get; init; }

    /// <summary>The media types whose content is known by its first bytes; no other is ever taken.</summary>
    public static IReadOnlyList<string> KnownTypes { get; } =
    [
        "application/msword", "application/pdf", "application/rtf", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
        "application/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "audio/flac", "audio/mp4", "audio/mpeg", "audio/ogg", "audio/wav",
        "image/bmp", "image/gif", "image/heic", "image/jpeg", "image/png", "image/tiff", "image/webp",
        "text/csv", "text/plain",
        "video/mp4", "video/mpeg", "video/quicktime", "video/webm", "video/x-matroska", "video/x-msvideo",
    ];
}
