namespace Parley.Engine.Issues;

/// <summary>One finding about a definition, a message or a value. Bad data is collected as issues, never thrown.</summary>
/// <param name="Code">Which entry of the catalogue this is.</param>
/// <param name="Message">What is wrong here, naming the value where that is safe; without the place.</param>
public sealed record Issue(IssueCode Code, string Message)
{
    /// <summary>The weight of this finding; the code's own unless stated.</summary>
    public Severity Severity { get; init; } = Code.Severity;

    /// <summary>Where in the file or message.</summary>
    public SourcePosition Position { get; init; }

    /// <summary>The path of the field or attribute concerned, in the words of the message or the dictionary; empty when the whole is meant.</summary>
    public string Path { get; init; } = "";

    /// <summary>True when data did not get through because of this.</summary>
    public bool LosesData { get; init; }

    /// <summary>What to do; the code's own remedy unless a better one is known here.</summary>
    public string Remedy { get; init; } = Code.Remedy;

    /// <summary><c>file:line:column: error TRN104: message (path)</c>: the one form in which issues are printed.</summary>
    public override string ToString()
    {
        string place = Position.ToString();
        string severity = Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "info" };
        string path = Path.Length == 0 ? "" : $" [{Path}]";
        return $"{(place.Length == 0 ? "" : place + ": ")}{severity} {Code.Code}: {Message}{path}";
    }
}
