using Parley.Engine.Issues;

namespace Parley.Engine.Processes;

/// <summary>What can be wrong with the definition of a process. All of it is found when the definition is read, none while it runs.</summary>
public static class ProcessIssues
{
    /// <summary>The version of the language is none that is read.</summary>
    public static readonly IssueCode UnknownDsl = new(
        "PRC001", Severity.Error, "the version of the process language is not supported", "Write a definition for version 1.0 of the DSL: dsl: '1.0.0'.");

    /// <summary>A part of the language that this engine leaves out.</summary>
    public static readonly IssueCode NotSupported = new(
        "PRC002", Severity.Error, "a part of the process language that is not supported", "Use what docs/reference/processes.md lists; the message names what stands in its place.");

    /// <summary>A task that says nothing, or several things, to do.</summary>
    public static readonly IssueCode NoOneTask = new(
        "PRC003", Severity.Error, "a task does not say one thing to do", "Give the task exactly one of call, do, emit, for, fork, listen, raise, run, set, switch, try, wait.");

    /// <summary>A directive names a task that is not in its list.</summary>
    public static readonly IssueCode NoSuchTask = new(
        "PRC004", Severity.Error, "a directive names a task that is not in its list", "Name a task of the same list, or use continue, exit or end.");

    /// <summary>An expression that does not compile.</summary>
    public static readonly IssueCode BadExpression = new(
        "PRC005", Severity.Error, "a runtime expression is not sound", "Correct the jq expression; docs/reference/processes.md says which arguments it may name where.");

    /// <summary>A name that is not defined under <c>use</c>.</summary>
    public static readonly IssueCode NotDefined = new(
        "PRC006", Severity.Error, "a name is not defined under use", "Define it under use, or correct the name.");

    /// <summary>Two tasks of a list have one name.</summary>
    public static readonly IssueCode SameName = new(
        "PRC007", Severity.Warning, "two tasks of a list have one name", "Give each task of a list a name of its own; a directive goes to the first.");

    /// <summary>A duration that is none.</summary>
    public static readonly IssueCode BadDuration = new(
        "PRC008", Severity.Error, "a duration is not sound", "Write an ISO 8601 duration such as PT15M, or a map of days, hours, minutes, seconds, milliseconds.");

    /// <summary>A schema that is none, or needs what is not supported.</summary>
    public static readonly IssueCode BadSchema = new(
        "PRC009", Severity.Error, "a JSON Schema is not sound", "Correct the schema at the place named, with the keywords that docs/reference/processes.md lists.");

    /// <summary>A name or version of the document that is not well formed.</summary>
    public static readonly IssueCode BadName = new(
        "PRC010", Severity.Error, "a name or version is not well formed", "Names are letters, digits and hyphens, at most 63; versions are semantic versions such as 1.2.0.");

    /// <summary>A function that comes to call itself.</summary>
    public static readonly IssueCode Recursion = new(
        "PRC011", Severity.Error, "a function calls itself", "Break the circle; repeat with for, or with a directive back to a task.");

    /// <summary>Arguments that a function of Parley's own does not take, or needs.</summary>
    public static readonly IssueCode BadArguments = new(
        "PRC012", Severity.Error, "the arguments of a function are not those it takes", "Give the arguments that docs/reference/processes.md lists for the function.");

    /// <summary>An address that can never be called.</summary>
    public static readonly IssueCode BadAddress = new(
        "PRC013", Severity.Warning, "an address that cannot be called", "Write an absolute http or https address; as it stands the call fails with a communication error.");

    /// <summary>A secret written into the definition.</summary>
    public static readonly IssueCode InlineSecret = new(
        "PRC014", Severity.Warning, "a secret stands in the definition", "List a secret under use.secrets and refer to it: ${ $secrets.NAME }, or use: NAME. A secret that was ever committed must be replaced.");

    /// <summary>A schedule that says nothing, or not one thing.</summary>
    public static readonly IssueCode BadSchedule = new(
        "PRC015", Severity.Error, "a schedule is not sound", "Give exactly one of every, after, cron (five fields) and on.");

    /// <summary>A definition without a version.</summary>
    public static readonly IssueCode NoVersion = new(
        "PRC016", Severity.Warning, "the definition has no version", "Give document.version; as it stands 0.0.0 is taken, and two texts of one name cannot be told apart.");

    /// <summary>An instance that cannot be moved to another version.</summary>
    public static readonly IssueCode CannotMove = new(
        "PRC017", Severity.Error, "an instance cannot be moved to another version", "Keep the tasks that are under way, by name, place and kind; or let the instance end on the version it has.");

    /// <summary>A process wants of a system what it cannot do.</summary>
    public static readonly IssueCode CannotBeDone = new(
        "PRC018", Severity.Error, "a process wants of a system what it cannot do", "Name a system that answers questions, or accepts what is sent; or say under answers or accepts of the system that it does.");
}
