using Parley.Engine.Issues;

namespace Parley.Server.Media;

/// <summary>What can go wrong with objects and their uploads; each has a page in <c>docs/errors</c>. <c>MediaIssues</c> has what can be wrong with the workspace.</summary>
public static class MediaProblems
{
    /// <summary>An installation that takes no objects.</summary>
    public static readonly IssueCode NotKept = new("MED101", Severity.Error, "No objects are kept here", "Say 'media' in parley.yaml and start the server anew.");

    /// <summary>Another version of the protocol of uploads, or none.</summary>
    public static readonly IssueCode WrongProtocol = new("MED102", Severity.Error, "The upload protocol is not tus 1.0.0", "Send the header Tus-Resumable: 1.0.0.");

    /// <summary>An upload that does not say what it must.</summary>
    public static readonly IssueCode BadUpload = new("MED103", Severity.Error, "The upload does not say what it must", "Send Upload-Length, and Upload-Metadata with filename and filetype; docs/reference/media.md lists them.");

    /// <summary>A media type that is not taken.</summary>
    public static readonly IssueCode TypeNotTaken = new("MED104", Severity.Error, "The media type is not taken", "Send one of the types of docs/reference/media.md, or have it added to media: types of parley.yaml.");

    /// <summary>Content of another type than declared.</summary>
    public static readonly IssueCode TypeMismatch = new("MED105", Severity.Error, "The content is not of the declared type", "Declare the type that the content is of; nothing of the upload is kept.");

    /// <summary>An object larger than its type allows, or more bytes than announced.</summary>
    public static readonly IssueCode TooLarge = new("MED106", Severity.Error, "The object is too large", "Send a smaller one, or have the size raised in media of parley.yaml; send no more bytes than Upload-Length says.");

    /// <summary>Bytes that do not follow on those received.</summary>
    public static readonly IssueCode WrongOffset = new("MED107", Severity.Error, "The bytes do not follow on those received", "Ask with HEAD for Upload-Offset, and go on from there.");

    /// <summary>Bytes whose checksum is another.</summary>
    public static readonly IssueCode WrongChecksum = new("MED108", Severity.Error, "The checksum is another", "Send the bytes again; those were not taken.");

    /// <summary>Two requests for one upload at once.</summary>
    public static readonly IssueCode InUse = new("MED109", Severity.Error, "The upload is being written by another request", "Wait until that one has ended, ask for the offset, and go on.");

    /// <summary>An upload that is over.</summary>
    public static readonly IssueCode Gone = new("MED110", Severity.Error, "The upload is over and its bytes are gone", "Begin a new upload.");

    /// <summary>Too many unfinished uploads.</summary>
    public static readonly IssueCode TooManyOpen = new("MED111", Severity.Error, "The system has too many unfinished uploads", "Finish or delete some, or wait until they expire.");

    /// <summary>A record that an object cannot be attached to.</summary>
    public static readonly IssueCode NoRecord = new("MED112", Severity.Error, "There is no such record to attach the object to", "Name a record that the uploading system has published itself, as search or GET /v1/records shows it.");

    /// <summary>An object that nobody can read yet.</summary>
    public static readonly IssueCode NotYet = new("MED113", Severity.Error, "The object has not been scanned yet", "Ask again after the time in Retry-After. If it stays so, the operator looks at the scanner.");

    /// <summary>An object that nobody may read.</summary>
    public static readonly IssueCode Quarantined = new("MED114", Severity.Error, "The object is quarantined", "The scanner found malware in it. Have the owner upload a clean copy; the continuity says what was found.");

    /// <summary>A part of an object that it does not have.</summary>
    public static readonly IssueCode NoSuchRange = new("MED115", Severity.Error, "The object has no such bytes", "Ask for a range within the size that Content-Range says.");

    /// <summary>An object that is part of a record.</summary>
    public static readonly IssueCode InRecord = new("MED116", Severity.Error, "A record refers to the object", "Erase the record's exchange; the object goes with the last record that refers to it.");

    /// <summary>Content that is not what was stored.</summary>
    public static readonly IssueCode Damaged = new("MED117", Severity.Error, "The stored bytes are damaged", "The operator restores the object's file from a copy of the media folder; its SHA-256 is known.");

    /// <summary>A thumbnail that there is not.</summary>
    public static readonly IssueCode NoThumbnail = new("MED118", Severity.Error, "The object has no thumbnail", "Read the object itself; thumbnails are those that cameras put into photographs.");
}
