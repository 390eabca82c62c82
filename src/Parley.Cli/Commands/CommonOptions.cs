using System.CommandLine;

namespace Parley.Cli.Commands;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    /// <summary>Machine-readable output, on every command.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Write the result as JSON, for programs", Recursive = true };

    /// <summary>The workspace as an argument.</summary>
    public static Argument<string?> WorkspaceArgument() => new("workspace")
    {
        Description = "The workspace's folder; the nearest one upwards from here when not given",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>The workspace as an option.</summary>
    public static Option<string?> WorkspaceOption() => new("--workspace", "-w")
    {
        Description = "The workspace's folder; the nearest one upwards from here when not given",
        HelpName = "folder",
    };

    /// <summary>Why something is done or read; what happens with it is said where it is not the usual.</summary>
    public static Option<string?> Reason(string description = "Why; kept in the ledger") => new("--reason", "-r") { Description = description, HelpName = "text" };

    /// <summary>Why content is read.</summary>
    public static Option<string?> ReasonToRead() => Reason("Why it is read; decided by, and kept in the ledger");

    /// <summary>What for something is read, as agreements say it.</summary>
    /// <param name="what">What is read, in the plural.</param>
    public static Option<string?> Purpose(string what = "records") => new("--purpose") { Description = $"What for; needed for other organisations' {what}", HelpName = "code" };

    /// <summary>Where the next page of a list begins.</summary>
    /// <param name="item">What is listed, in the singular.</param>
    /// <param name="lead">Words before, where the option is for one of several acts.</param>
    public static Option<string?> After(string item, string lead = "T") => new("--after") { Description = $"{lead}he next page: what the page before named at its end", HelpName = item };

    /// <summary>How long a page of a list is.</summary>
    public static Option<int?> Limit() => new("--limit") { Description = "The most rows, 1 to 500", HelpName = "n" };

    /// <summary>Why something is done that is not done without a reason.</summary>
    public static Option<string> RequiredReason(string description = "Why; kept in the ledger") =>
        new("--reason", "-r") { Description = description, HelpName = "text", Required = true };

    /// <summary>Which of what people have to do is listed.</summary>
    public static Option<string> DoneOrNot() => new Option<string>("--status")
    {
        Description = "open, overdue, done or all",
        HelpName = "status",
        DefaultValueFactory = _ => "open",
    }.AcceptOnlyFromAmong("open", "overdue", "done", "all");
}
