namespace Parley.Engine.Workspace;

/// <summary>What <c>desk.yaml</c> says: how exceptions are worked on. Without the file the defaults hold.</summary>
public sealed record DeskDefinition
{
    /// <summary>Quarter of an hour, one in ten, four hours for what holds something back and three working days for the rest.</summary>
    public static DeskDefinition Default { get; } = new();

    /// <summary>How long a person's lock on an exception lasts unless it is renewed.</summary>
    public TimeSpan Lock { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Of a hundred resolved exceptions, how many a supervisor looks at again.</summary>
    public int SamplePercent { get; init; } = 10;

    /// <summary>The limits that the workspace gives, in the order in which they are tried.</summary>
    public IReadOnlyList<DeskLimit> Limits { get; init; } = [];

    /// <summary>The limit of an exception: the first of the workspace's that fits, else the default of its severity.</summary>
    /// <param name="code">The exception's code.</param>
    /// <param name="system">The system that the message came from.</param>
    /// <param name="type">The record type that the message is about; null when that is not known.</param>
    /// <param name="severity"><c>error</c> or <c>warning</c>.</param>
    public DeskLimit LimitOf(string code, string system, string? type, string severity) =>
        Limits.FirstOrDefault(l => l.Fits(code, system, type, severity)) ?? (severity == "error" ? Held : Passed);

    private static DeskLimit Held { get; } = new() { Urgency = Urgency.High, Due = TimeSpan.FromHours(4) };

    private static DeskLimit Passed { get; } = new() { Urgency = Urgency.Low, WorkingDays = 3 };
}
