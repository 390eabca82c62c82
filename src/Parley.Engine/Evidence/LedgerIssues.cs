using Parley.Engine.Issues;

namespace Parley.Engine.Evidence;

/// <summary>What can be wrong with a ledger, or with asking for one; each has a page in <c>docs/errors</c>.</summary>
public static class LedgerIssues
{
    /// <summary>Sealing is too far behind, so intake refuses.</summary>
    public static readonly IssueCode Lagging = new(
        "LDG001", Severity.Error, "The ledger is not sealed up to date", "Send it again after the time in Retry-After; it was not taken. The operator looks at the log and the store.");

    /// <summary>An entry that is not in the canonical form.</summary>
    public static readonly IssueCode Unreadable = new(
        "LDG002", Severity.Error, "A ledger entry that cannot be read", "Keep the file as it is for investigation, and verify an older copy.");

    /// <summary>An entry that is not the one that was sealed.</summary>
    public static readonly IssueCode Altered = new(
        "LDG003", Severity.Error, "A ledger entry was altered", "Keep the store or file as it is for investigation, and compare the entry with an older copy.");

    /// <summary>Entries that were sealed and are not there.</summary>
    public static readonly IssueCode Missing = new(
        "LDG004", Severity.Error, "Ledger entries are missing", "Keep the store or file as it is for investigation, and restore the entries from a copy.");

    /// <summary>The entries do not give the root that was signed.</summary>
    public static readonly IssueCode WrongRoot = new(
        "LDG005", Severity.Error, "The entries do not give the checkpoint's root", "Keep the store or file as it is for investigation; between this checkpoint and the one before something was changed.");

    /// <summary>A signature that is not good, or by nobody who is trusted.</summary>
    public static readonly IssueCode BadSignature = new(
        "LDG006", Severity.Error, "A ledger signature is not good", "Check that the key given is the ledger's; if it is, treat the checkpoint as forged.");

    /// <summary>Two heads of one ledger that contradict each other.</summary>
    public static readonly IssueCode Forked = new(
        "LDG007", Severity.Error, "The ledger's history is forked", "Keep both checkpoints: together they prove that two histories were signed.");

    /// <summary>A file that is no export or evidence pack.</summary>
    public static readonly IssueCode NotEvidence = new(
        "LDG008", Severity.Error, "This is not an export or an evidence pack", "Give the file as 'parley ledger export' or 'parley ledger pack' wrote it.");

    /// <summary>A stored tile that is not what the entries give.</summary>
    public static readonly IssueCode WrongTile = new(
        "LDG009", Severity.Error, "A tile of the ledger was altered", "Keep the store as it is for investigation; tiles can be made again from the entries.");

    /// <summary>A reason is needed to read content.</summary>
    public static readonly IssueCode ReasonMissing = new(
        "LDG010", Severity.Error, "A reason is needed to read this", "Give the reason: the option --reason, or the header Parley-Reason, 1 to 1000 characters.");

    /// <summary>More than one evidence pack may hold.</summary>
    public static readonly IssueCode TooMany = new(
        "LDG011", Severity.Error, "Too many entries for one evidence pack", "Ask for a shorter period, or take an export.");

    /// <summary>A ledger's key that cannot be used.</summary>
    public static readonly IssueCode BadKey = new(
        "LDG012", Severity.Error, "A ledger key cannot be used", "Give a private key ECDSA on P-256 in PEM, or none, so that the server makes one.");

    /// <summary>A pack whose content does not belong to what it says of itself.</summary>
    public static readonly IssueCode WrongPack = new(
        "LDG013", Severity.Error, "An evidence pack contradicts itself", "Ask for the pack anew from the installation that made it.");
}
