using Parley.Engine.Issues;

namespace Parley.Engine.Workspace;

/// <summary>What can be wrong with <c>media</c> of <c>parley.yaml</c>.</summary>
public static class MediaIssues
{
    /// <summary>Objects without records that could refer to them.</summary>
    public static readonly IssueCode NoRepository = new(
        "MED001", Severity.Error, "media without a repository", "Say 'repository: true' too: who may read an object is decided by the records that refer to it.");

    /// <summary>A media type that is not known by its content.</summary>
    public static readonly IssueCode UnknownType = new(
        "MED002", Severity.Error, "a media type that is not known by its content", "Name types of the list in docs/reference/media.md only: what cannot be told by its first bytes is not taken.");

    /// <summary>A scanner's address that is none.</summary>
    public static readonly IssueCode BadScanner = new(
        "MED003", Severity.Error, "a scanner's address that is none", "Write tcp://HOST:PORT, or unix:/PATH for a socket of this machine.");

    /// <summary>Objects larger than one request to an S3-compatible store may be.</summary>
    public static readonly IssueCode TooLargeForS3 = new(
        "MED004", Severity.Error, "objects larger than the store takes", "Say a max-size of at most 4GiB: an object goes to an S3-compatible store in one request, which takes 5 GB.");
}
