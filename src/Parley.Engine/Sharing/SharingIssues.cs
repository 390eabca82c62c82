using Parley.Engine.Issues;

namespace Parley.Engine.Sharing;

/// <summary>
/// Why a disclosure is refused (SHR0xx) or a part of it withheld (SHR1xx). For the owner of the data and the ledger only: the recipient is told nothing.
/// </summary>
public static class SharingIssues
{
    /// <summary>No agreement in force permits it.</summary>
    public static readonly IssueCode NoAgreement = new("SHR001", Severity.Error, "No agreement in force permits the disclosure", "Ask 'parley explain' which agreements there are between the two and why none applies; have one signed, resumed or renewed, then send it again.");

    /// <summary>An organisation that the workspace does not have.</summary>
    public static readonly IssueCode UnknownOrganisation = new("SHR002", Severity.Error, "An organisation of the disclosure is not known", "Write organisations/NAME.yaml for it, or correct the name.");

    /// <summary>No purpose, or one that is not in the list.</summary>
    public static readonly IssueCode NoPurpose = new("SHR003", Severity.Error, "The disclosure has no purpose that is known", "Give the accepts entry, or the question, a purpose of the list: that of the agreement it rests on.");

    /// <summary>A person without a role.</summary>
    public static readonly IssueCode NoRole = new("SHR004", Severity.Error, "The person has no role", "Have the identity provider's claims mapped to a role, or ask as somebody who has one.");

    /// <summary>No reason where one is asked for.</summary>
    public static readonly IssueCode NoReason = new("SHR005", Severity.Error, "The disclosure needs a reason in words", "Give the reason: of an accepts entry under reason, of a question with it.");

    /// <summary>A transfer abroad without a basis.</summary>
    public static readonly IssueCode NoTransferBasis = new("SHR006", Severity.Error, "A transfer abroad has no basis", "Have the agreement say under transfer on what it rests (Data Protection Act 2018 sections 73 to 77) and signed anew.");

    /// <summary>A proprietary format at the international level.</summary>
    public static readonly IssueCode NoStandardFormat = new("SHR007", Severity.Error, "The level asks for a standard format", "Deliver in a message type that has a standard; name it under standard of the message type.");

    /// <summary>A regime that does not fit.</summary>
    public static readonly IssueCode RegimeDiffers = new("SHR008", Severity.Error, "The legal regimes do not fit", "Let agreement, purpose and recipient stand under one regime; data held for law enforcement that goes to another purpose needs a statutory gateway in the agreement.");

    /// <summary>The record that the message is about may not go.</summary>
    public static readonly IssueCode SubjectWithheld = new("SHR009", Severity.Error, "The record that the message is about may not be disclosed", "Ask 'parley explain' why; nothing was sent.");

    /// <summary>A recipient's required attribute may not go.</summary>
    public static readonly IssueCode RequiredWithheld = new("SHR010", Severity.Error, "The recipient requires what may not be disclosed", "Have the agreement permit it, or the recipient's translation no longer require it, then send it again; nothing was sent.");

    /// <summary>An agreement that stopped before the delivery was made.</summary>
    public static readonly IssueCode NoLongerPermitted = new("SHR011", Severity.Error, "The disclosure is no longer permitted", "An agreement, a rule of sharing or the accepts entry that it rested on was changed, suspended, ended or withdrawn before the delivery was made. Send it again once it may go; it is then decided anew.");

    /// <summary>Data went without an agreement because of a risk to life.</summary>
    public static readonly IssueCode EmergencyReview = new("SHR012", Severity.Error, "Sharing in an emergency is to be reviewed", "Review, as data protection officer, whether it was necessary and proportionate; discard the task with the finding as the reason.");

    /// <summary>No agreement lists it.</summary>
    public static readonly IssueCode NotPermitted = new("SHR101", Severity.Info, "No agreement permits it", "Nothing needs doing if it is not meant to be shared; otherwise have an agreement list it.");

    /// <summary>An agreement forbids it.</summary>
    public static readonly IssueCode Prohibited = new("SHR102", Severity.Info, "An agreement forbids it", "Nothing needs doing: a prohibition wins over every permission.");

    /// <summary>A protected attribute without a condition for sensitive processing.</summary>
    public static readonly IssueCode Sensitive = new("SHR103", Severity.Info, "It is sensitive, and the agreement names no condition for that", "Name a condition of Schedule 8 under sensitive-conditions of the agreement if one is met.");

    /// <summary>A marking above what the agreement or grant allows.</summary>
    public static readonly IssueCode MarkingTooHigh = new("SHR104", Severity.Info, "Its marking is above the highest that may be shared", "Have the originator lower the marking, or the agreement raise its highest-marking.");

    /// <summary>A handling instruction that forbids it.</summary>
    public static readonly IssueCode HandlingForbids = new("SHR105", Severity.Info, "Its handling instruction forbids it", "Ask the originator to lift the instruction if it no longer applies.");

    /// <summary>The originator keeps control.</summary>
    public static readonly IssueCode OriginatorControls = new("SHR106", Severity.Info, "Its originator keeps control of it", "Ask the originator, who alone may share it or lift the condition.");

    /// <summary>Taken out to protect the source.</summary>
    public static readonly IssueCode Sanitised = new("SHR107", Severity.Info, "It was taken out to protect the source", "Nothing needs doing: the sanitisation code asks for it.");

    /// <summary>Intelligence without a complete grading.</summary>
    public static readonly IssueCode Ungraded = new("SHR108", Severity.Info, "It is intelligence without a complete handling grade", "Grade it: a handling code, and under C an action and a sanitisation code.");

    /// <summary>A condition that could not be evaluated.</summary>
    public static readonly IssueCode ConditionFailed = new("SHR109", Severity.Info, "A condition of an agreement could not be evaluated", "Correct the condition; until then what depends on it is withheld.");

    /// <summary>A link whose role tells more than was permitted.</summary>
    public static readonly IssueCode RoleTells = new("SHR110", Severity.Info, "A role would tell what is withheld", "Nothing needs doing: the record goes in the roles that an agreement names and no others.");

    /// <summary>A link to a record that does not go.</summary>
    public static readonly IssueCode LinkEnd = new("SHR111", Severity.Info, "A link leads to a record that is withheld", "Nothing needs doing: a link goes only when both its records do.");
}
