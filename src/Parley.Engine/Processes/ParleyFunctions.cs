namespace Parley.Engine.Processes;

/// <summary>Parley's own functions: the specification's default catalogue of this runtime, called as <c>send:1.0.0@default</c>.</summary>
public static class ParleyFunctions
{
    /// <summary>The version that all of them have.</summary>
    public const string Version = "1.0.0";

    /// <summary>The catalogue they are in.</summary>
    public const string Catalogue = "default";

    /// <summary>The name of the function that makes a human task.</summary>
    public const string AskPerson = "ask-person";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ParleyFunction> All { get; } =
    [
        new("send", ["system", "message", "bundle"], ["purpose", "basis"], "send a message to a system, in the dictionary's terms"),
        new("ask", ["system", "query"], ["purpose", "basis", "reason", "deadline"], "ask one or more systems live, and wait for their answers until the deadline"),
        new("look-up", ["type", "where"], ["purpose", "basis", "limit"], "look records up in the repository"),
        new(AskPerson, ["title", "group"], ["person", "form", "data", "due", "reminders", "escalation", "purpose", "exchange"], "ask a person, with a form and a due time"),
        new("wait-working-days", ["days"], ["country", "from", "at"], "wait so many working days"),
    ];

    /// <summary>The function of a call's name in full; null when it is none of these.</summary>
    public static ParleyFunction? Find(string call)
    {
        ArgumentNullException.ThrowIfNull(call);
        string ending = $":{Version}@{Catalogue}";
        return call.EndsWith(ending, StringComparison.Ordinal) ? All.FirstOrDefault(f => f.Name == call[..^ending.Length]) : null;
    }
}
