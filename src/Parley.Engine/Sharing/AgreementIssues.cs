using Parley.Engine.Issues;

namespace Parley.Engine.Sharing;

/// <summary>What can be wrong with organisations, groups, the rules of sharing, agreements and their signatures.</summary>
public static class AgreementIssues
{
    /// <summary>A public key that cannot be used.</summary>
    public static readonly IssueCode BadKey = new(
        "AGR001", Severity.Error, "an organisation's key that cannot be used", "Give the public part that 'parley key new' prints: a PEM block of a P-256 key under public-key, or the name of a file beside the organisation's under file.");

    /// <summary>A key whose last day is before its first.</summary>
    public static readonly IssueCode KeyDates = new(
        "AGR002", Severity.Error, "a key ends before it begins", "Correct from or until.");

    /// <summary>A group names an organisation that no file defines.</summary>
    public static readonly IssueCode UnknownMember = new(
        "AGR003", Severity.Error, "a group names an organisation that no file defines", "Correct the name, or write organisations/NAME.yaml.");

    /// <summary>A group without members.</summary>
    public static readonly IssueCode EmptyGroup = new(
        "AGR004", Severity.Warning, "a group that is nobody", "Widen the rule, name members, or define the organisations that are meant.");

    /// <summary>A rule of sharing lets more go than its safe default.</summary>
    public static readonly IssueCode Loosened = new(
        "AGR005", Severity.Warning, "a rule of sharing is loosened", "Take the line out to have the safe default again; if it is meant, record who decided it and why.");

    /// <summary>A purpose that the product already has.</summary>
    public static readonly IssueCode PurposeTwice = new(
        "AGR006", Severity.Error, "a purpose is defined again", "Give the purpose of your own another code; the built-in ones cannot be changed.");

    /// <summary>A private key in the workspace.</summary>
    public static readonly IssueCode PrivateKey = new(
        "AGR007", Severity.Warning, "a private key stands in the workspace", "Take the file out of the workspace and its history, and replace the key: whoever can read the workspace can sign with it.");

    /// <summary>An agreement is not named as its file.</summary>
    public static readonly IssueCode FileName = new(
        "AGR010", Severity.Error, "an agreement is not named as its file", "Rename the file or the agreement, so that both are the same.");

    /// <summary>A party, or whoever it may be passed on to, that no file defines.</summary>
    public static readonly IssueCode UnknownParty = new(
        "AGR011", Severity.Error, "an organisation or group that no file defines", "Correct the name, or write organisations/NAME.yaml or groups/NAME.yaml.");

    /// <summary>A purpose that is in no list.</summary>
    public static readonly IssueCode UnknownPurpose = new(
        "AGR012", Severity.Error, "a purpose that is not in the list", "Use a purpose of the list, or add your own under purposes in sharing.yaml.");

    /// <summary>A code that its list does not have.</summary>
    public static readonly IssueCode UnknownCode = new(
        "AGR013", Severity.Error, "a code that its list does not have", "Use a code of the list: 'parley dictionary LIST' shows it.");

    /// <summary>A record type that the dictionary does not have.</summary>
    public static readonly IssueCode UnknownType = new(
        "AGR014", Severity.Error, "an agreement names a record type that the dictionary does not have", "Use one of 'parley dictionary types'.");

    /// <summary>An attribute that none of the record types has.</summary>
    public static readonly IssueCode UnknownAttribute = new(
        "AGR015", Severity.Error, "an agreement names an attribute that its record types do not have", "Use one of 'parley dictionary TYPE', or move it to a permission for the type that has it.");

    /// <summary>A data class that the dictionary does not have.</summary>
    public static readonly IssueCode UnknownClass = new(
        "AGR016", Severity.Error, "a data class that the dictionary does not have", "Use one of the classes that 'parley dictionary' lists.");

    /// <summary>An entity role that the dictionary does not have.</summary>
    public static readonly IssueCode UnknownRole = new(
        "AGR017", Severity.Error, "a role that the dictionary does not have", "Use one of 'parley dictionary roles'.");

    /// <summary>A role or category that none of the record types can have.</summary>
    public static readonly IssueCode RoleOfOtherType = new(
        "AGR018", Severity.Error, "a role or subject category that its record types cannot have", "Take it out, or move it to a permission for the type that can have it.");

    /// <summary>A condition that does not compile.</summary>
    public static readonly IssueCode BadCondition = new(
        "AGR019", Severity.Error, "a condition that is not jq", "Correct the expression at the place that the message names.");

    /// <summary>An empty list.</summary>
    public static readonly IssueCode EmptyList = new(
        "AGR020", Severity.Warning, "an empty list is nobody and nothing", "List what is meant, or take the key out where any is meant.");

    /// <summary>Nobody to give, or nobody to receive.</summary>
    public static readonly IssueCode NobodyTo = new(
        "AGR021", Severity.Error, "an agreement under which nobody can give to anybody", "Name two organisations, one that gives and another that receives; or, for an organisation's own use, it alone, giving and receiving.");

    /// <summary>One organisation is a party twice.</summary>
    public static readonly IssueCode PartyTwice = new(
        "AGR022", Severity.Error, "a party stands twice", "Keep one entry, with gives and receives as they are meant.");

    /// <summary>Data would go abroad with no basis.</summary>
    public static readonly IssueCode NoTransfer = new(
        "AGR023", Severity.Error, "data would go abroad without a transfer basis", "Say under transfer on what it rests (Data Protection Act 2018 sections 73 to 77), or take the foreign party out.");

    /// <summary>The record that the Act asks of a transfer lacks something.</summary>
    public static readonly IssueCode TransferRecord = new(
        "AGR024", Severity.Error, "the record of a transfer basis lacks what the Act asks for", "Add what the message names: sections 75(3), 76(3) and 77 ask for the justification and its date to be recorded.");

    /// <summary>A transfer basis that nothing needs.</summary>
    public static readonly IssueCode NeedlessTransfer = new(
        "AGR025", Severity.Warning, "a transfer basis although nobody is abroad", "Take transfer out, or correct the country of the party that is meant.");

    /// <summary>A protected attribute without a condition for sensitive processing.</summary>
    public static readonly IssueCode Sensitive = new(
        "AGR026", Severity.Error, "protected attributes without a condition for sensitive processing", "Name the conditions of Schedule 8 under sensitive-conditions, or leave the attributes out.");

    /// <summary>Dates in an order that cannot be.</summary>
    public static readonly IssueCode Dates = new(
        "AGR027", Severity.Error, "the dates of an agreement are out of order", "Let start be before review, and review not after end.");

    /// <summary>The review day has passed.</summary>
    public static readonly IssueCode ReviewOverdue = new(
        "AGR028", Severity.Warning, "the review of an agreement is overdue", "Review the agreement with its parties, set the next review, and have it signed anew.");

    /// <summary>No impact assessment where one is due.</summary>
    public static readonly IssueCode NoDpia = new(
        "AGR029", Severity.Warning, "no data protection impact assessment where one is due", "Assess the impact (Data Protection Act 2018 section 64, UK GDPR Article 35) and give its reference under dpia.");

    /// <summary>What is permitted is forbidden again.</summary>
    public static readonly IssueCode TakenBack = new(
        "AGR030", Severity.Warning, "a prohibition takes back all that a permission gives", "Narrow the prohibition, or take the permission out.");

    /// <summary>Something that has no effect.</summary>
    public static readonly IssueCode NoEffect = new(
        "AGR031", Severity.Warning, "a line of an agreement that has no effect", "Correct the line, or take it out.");

    /// <summary>A basis of another regime.</summary>
    public static readonly IssueCode BasisOfOtherRegime = new(
        "AGR032", Severity.Error, "a lawful basis of another regime", "Under law-enforcement use law-enforcement-task or consent; under general any basis but law-enforcement-task.");

    /// <summary>Purpose, recipient and agreement do not stand under one regime.</summary>
    public static readonly IssueCode OtherRegime = new(
        "AGR033", Severity.Warning, "the agreement stands under another regime than its purpose or recipient", "Check that the further use is authorised by law (Data Protection Act 2018 section 36), or correct regime or purpose.");

    /// <summary>A permission goes above the agreement's marking.</summary>
    public static readonly IssueCode MarkingAbove = new(
        "AGR034", Severity.Error, "a permission goes above the highest marking of its agreement", "Lower the permission's highest-marking, or raise the agreement's.");

    /// <summary>A retention that is no duration.</summary>
    public static readonly IssueCode BadRetention = new(
        "AGR035", Severity.Error, "a retention that is not a duration", "Write an ISO 8601 duration in years, months, weeks or days, such as P6Y or P90D.");

    /// <summary>An item of the code of practice of which nothing is said.</summary>
    public static readonly IssueCode NotSaid = new(
        "AGR036", Severity.Info, "an agreement says nothing of what the code of practice asks for", "Add the items that the message names; the data sharing code of the Information Commissioner asks for each.");

    /// <summary>Onward sharing that says two things.</summary>
    public static readonly IssueCode Onward = new(
        "AGR037", Severity.Warning, "onward sharing that is nobody's", "Say permitted: true with a list of those it may go to, or take onward out.");

    /// <summary>The last day has passed.</summary>
    public static readonly IssueCode Expired = new(
        "AGR038", Severity.Info, "the last day of an agreement has passed", "Nothing needs doing if it is not to be renewed; otherwise set new dates and have it signed anew.");

    /// <summary>A signature file that is none.</summary>
    public static readonly IssueCode NotASignature = new(
        "AGR050", Severity.Warning, "a signature that is not a detached JWS", "Have the party sign again with 'parley agreement sign'.");

    /// <summary>Another algorithm than ES256.</summary>
    public static readonly IssueCode Algorithm = new(
        "AGR051", Severity.Warning, "a signature of an algorithm that is not accepted", "Have the party sign again with 'parley agreement sign': only ES256 counts.");

    /// <summary>The signed header lacks something or has too much.</summary>
    public static readonly IssueCode Header = new(
        "AGR052", Severity.Warning, "a signature whose header is not as it must be", "Have the party sign again with 'parley agreement sign'.");

    /// <summary>A key that the organisation does not have.</summary>
    public static readonly IssueCode UnknownKey = new(
        "AGR053", Severity.Warning, "a signature by a key that the organisation does not have", "Add the public key to the organisation's file, after making sure that it is theirs, or have the party sign again.");

    /// <summary>A key that was revoked.</summary>
    public static readonly IssueCode RevokedKey = new(
        "AGR054", Severity.Warning, "a signature by a revoked key", "Have the party sign again with a key that holds.");

    /// <summary>A key outside its dates.</summary>
    public static readonly IssueCode KeyNotValid = new(
        "AGR055", Severity.Warning, "a signature by a key outside its dates", "Have the party sign again with a key that holds today.");

    /// <summary>A signature value that is not 64 bytes with both numbers in range.</summary>
    public static readonly IssueCode SignatureForm = new(
        "AGR056", Severity.Warning, "a signature value that ES256 cannot have", "Have the party sign again with 'parley agreement sign': the value is two numbers of 32 bytes, not DER.");

    /// <summary>The text was changed since.</summary>
    public static readonly IssueCode Edited = new(
        "AGR057", Severity.Warning, "an agreement was changed after it was signed", "Look at the change with 'parley agreement diff', and have every party sign the present text, or take the change back.");

    /// <summary>The signature does not fit key and text.</summary>
    public static readonly IssueCode Forged = new(
        "AGR058", Severity.Warning, "a signature that does not fit the text and the key", "Find out where the file came from; have the party sign again.");

    /// <summary>Somebody signed who is no party.</summary>
    public static readonly IssueCode NoParty = new(
        "AGR059", Severity.Warning, "a signature of an organisation that is no party", "Take the file out, or add the organisation to the parties and have all sign anew.");

    /// <summary>A signature or state without its agreement.</summary>
    public static readonly IssueCode OfNoAgreement = new(
        "AGR060", Severity.Warning, "a signature or state of no agreement", "Name the file after its agreement, or take it out.");

    /// <summary>A signature of a day to come.</summary>
    public static readonly IssueCode SignedInFuture = new(
        "AGR061", Severity.Warning, "a signature of a day to come", "Check the clock of the machine that signed, and have the party sign again.");

    /// <summary>A state file by someone who is no party.</summary>
    public static readonly IssueCode StopByOther = new(
        "AGR070", Severity.Error, "an agreement is stopped by someone who is no party", "Name under by the party whose act it is, and the person under person.");
}
