using Parley.Engine.Issues;

namespace Parley.Engine.Sharing.Signatures;

/// <summary>What became of one signature file.</summary>
/// <param name="Organisation">The organisation that the file's name gives.</param>
/// <param name="KeyId">The key that the header names; null when it could not be read.</param>
/// <param name="Signed">The day that the header gives; null when it could not be read.</param>
/// <param name="Hash">The hash of the text that was signed, 64 hexadecimal digits; null when it could not be read.</param>
/// <param name="Fault">Why it does not count; null when it counts.</param>
/// <param name="Message">The same in words, without the place; empty when it counts.</param>
public sealed record SignatureCheck(string Organisation, string? KeyId, DateOnly? Signed, string? Hash, IssueCode? Fault, string Message)
{
    /// <summary>Whether it is the organisation's signature over the present text.</summary>
    public bool Counts => Fault is null;
}
