using Parley.Engine.Issues;

namespace Parley.Engine.Workspace;

/// <summary>What can be wrong with what a workspace says, beyond the form of its files (<see cref="Yaml.YamlIssues"/>).</summary>
public static class WorkspaceIssues
{
    /// <summary>There is no <c>parley.yaml</c>.</summary>
    public static readonly IssueCode NoInstallation = new(
        "WSP020", Severity.Error, "the workspace has no parley.yaml", "Name the folder that holds parley.yaml, or write one with installation, organisation and dictionary.");

    /// <summary>A reference to an organisation that no file defines.</summary>
    public static readonly IssueCode UnknownOrganisation = new(
        "WSP021", Severity.Error, "an organisation that no file defines", "Write organisations/NAME.yaml, or correct the name.");

    /// <summary>Two things of one kind have one name.</summary>
    public static readonly IssueCode Duplicate = new(
        "WSP022", Severity.Error, "two things have one name", "Give one of the two another name.");

    /// <summary>A system's identifier differs from its folder.</summary>
    public static readonly IssueCode FolderName = new(
        "WSP023", Severity.Error, "a system is not named as its folder", "Rename the folder or the system, so that both are the same.");

    /// <summary>A key of a system that cannot be used.</summary>
    public static readonly IssueCode BadKey = new(
        "WSP024", Severity.Error, "a system's key that cannot be used", "Give each key an id and either sha256 (64 hexadecimal digits) or secret (env:NAME or file:path).");

    /// <summary>A message type that the system does not declare.</summary>
    public static readonly IssueCode UnknownMessageType = new(
        "WSP025", Severity.Error, "a message type that the system does not declare", "Declare it under messages, or correct the name.");

    /// <summary>A record type that the dictionary does not have.</summary>
    public static readonly IssueCode UnknownRecordType = new(
        "WSP026", Severity.Error, "a record type that the dictionary does not have", "Use one of `parley dictionary types`, or add the type under dictionary/.");

    /// <summary>An attribute that a record type does not have.</summary>
    public static readonly IssueCode UnknownAttribute = new(
        "WSP027", Severity.Error, "an attribute that the record type does not have", "Use one of `parley dictionary TYPE`, or add the attribute under dictionary/.");

    /// <summary>A value that can never be matched.</summary>
    public static readonly IssueCode UnknownCode = new(
        "WSP028", Severity.Error, "a value that the attribute cannot have", "Use a code of the attribute's list: `parley dictionary LIST` shows it.");

    /// <summary>A system that no folder defines.</summary>
    public static readonly IssueCode UnknownSystem = new(
        "WSP029", Severity.Error, "a system that no folder defines", "Correct the name, or add systems/NAME/system.yaml.");

    /// <summary>A translation that lacks the direction it is used in.</summary>
    public static readonly IssueCode WrongDirection = new(
        "WSP030", Severity.Error, "a translation is used in a direction that it does not have", "Let the translation have that direction, or use another message type.");

    /// <summary>A placeholder that stands for nothing, or where none may stand.</summary>
    public static readonly IssueCode BadPlaceholder = new(
        "WSP031", Severity.Error, "a placeholder that stands for nothing", "Use an attribute of the subject, or one of the names that the message lists.");

    /// <summary>An environment variable that is not set.</summary>
    public static readonly IssueCode NoVariable = new(
        "WSP032", Severity.Error, "an environment variable is not set", "Set the variable before the platform starts, or give a default: ${NAME:-default}.");

    /// <summary>A file that is referred to and not there.</summary>
    public static readonly IssueCode MissingFile = new(
        "WSP033", Severity.Error, "a file that is referred to is not in the workspace", "Add the file, or correct its path.");

    /// <summary>A file that nothing refers to.</summary>
    public static readonly IssueCode UnusedFile = new(
        "WSP034", Severity.Warning, "a file that nothing uses", "Refer to the file, move it to where it belongs, or take it out.");

    /// <summary>The workspace was written for another version of the dictionary.</summary>
    public static readonly IssueCode DictionaryVersion = new(
        "WSP035", Severity.Warning, "the workspace was written for another version of the dictionary", "Read what changed in the dictionary, then name the version at hand in parley.yaml.");

    /// <summary>None or several of alternatives that exclude each other.</summary>
    public static readonly IssueCode OneOf = new(
        "WSP036", Severity.Error, "exactly one of several alternatives is wanted", "Keep exactly one of those that the message lists.");

    /// <summary>Nothing in the workspace sends what a system accepts.</summary>
    public static readonly IssueCode NothingSends = new(
        "WSP037", Severity.Info, "nothing in the workspace sends what a system accepts", "Nothing needs doing if the senders are still to be connected.");

    /// <summary>A condition that can never hold.</summary>
    public static readonly IssueCode Contradiction = new(
        "WSP038", Severity.Error, "a condition that can never hold", "Take the attribute out of with or out of without.");

    /// <summary>A sample in a folder that is no message type's.</summary>
    public static readonly IssueCode SampleOfNothing = new(
        "WSP040", Severity.Warning, "a sample belongs to no message type", "Put samples into systems/SYSTEM/samples/MESSAGE/, where MESSAGE is one of the system's message types.");

    /// <summary>A sample that should fail and does not.</summary>
    public static readonly IssueCode SampleDoesNotFail = new(
        "WSP042", Severity.Error, "a faulty sample is translated without an error", "Let the translation refuse what is wrong with the sample, or move the sample out of faulty/.");

    /// <summary>A process runs another that no file defines.</summary>
    public static readonly IssueCode UnknownProcess = new(
        "WSP043", Severity.Error, "a process that no file defines", "Correct namespace, name or version, or add the process under processes/.");

    /// <summary>A process uses a secret that the installation does not give to processes.</summary>
    public static readonly IssueCode UnknownProcessSecret = new(
        "WSP044", Severity.Error, "a secret that the installation does not give to processes", "Say in parley.yaml where it is: processes: { secrets: { NAME: env:VARIABLE } }.");

    /// <summary>Media are to be delivered by value, and the installation keeps none.</summary>
    public static readonly IssueCode NoMediaToDeliver = new(
        "WSP045", Severity.Warning, "media by value in an installation that keeps none", "Say 'media:' in parley.yaml, or take 'media: by-value' out of the delivery.");
}
