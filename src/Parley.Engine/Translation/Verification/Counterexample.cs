using Parley.Engine.Issues;

namespace Parley.Engine.Translation.Verification;

/// <summary>The smallest case found in which a translation does not give back what it was given.</summary>
/// <param name="Code">What kind of case: a bundle (TRN115) or a message (TRN116).</param>
/// <param name="Path">Record and attribute in the translation's words (<c>caller.dateOfBirth</c>).</param>
/// <param name="Position">Where the rule concerned stands.</param>
/// <param name="Went">What went.</param>
/// <param name="CameBack">What came back; empty for nothing.</param>
/// <param name="Bundle">The bundle, a line for each record and link.</param>
/// <param name="Message">The message between, decoded from UTF-8; empty when none could be written.</param>
/// <param name="Why">What the translator itself said of it; empty for nothing.</param>
public sealed record Counterexample(
    IssueCode Code, string Path, SourcePosition Position, string Went, string CameBack, string Bundle, string Message, string Why)
{
    private const int MostShown = 300;

    /// <summary>The counterexample as an issue at the rule.</summary>
    public Issue ToIssue()
    {
        string back = CameBack.Length == 0 ? "nothing" : $"'{Short(CameBack)}'";
        string went = Went.Length == 0 ? "nothing went" : $"'{Short(Went)}' went";
        string said = Why.Length == 0 ? "" : $" ({Why})";
        string between = Message.Length == 0 ? "" : $"; the message between: {Short(Message)}";
        return new Issue(Code, $"{went}, {back} came back{said}{between}") { Path = Path, Position = Position, LosesData = true };
    }

    private static string Short(string text)
    {
        string line = string.Join(' ', text.Split(['\r', '\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MostShown ? line : string.Concat(line.AsSpan(0, MostShown), "…");
    }
}
