namespace Parley.Engine.Workspace;

/// <summary>Files dropped into a folder. Taken ones move to <c>done/</c>, refused ones to <c>failed/</c> with the issues beside them.</summary>
public sealed record FolderIntake : IntakeDefinition
{
    /// <summary>The folder; relative paths are below the workspace. May hold <c>${NAME}</c> for an environment variable.</summary>
    public required string Path { get; init; }

    /// <summary>Which files (<c>*.csv</c>); names ending in <c>.tmp</c> or <c>.part</c>, and hidden ones, are never taken.</summary>
    public string Pattern { get; init; } = "*";

    /// <summary>How long a file must have been unchanged before it is taken, unless it was renamed into place.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>True when one file may hold many messages (rows, lines, items).</summary>
    public bool ManyMessages { get; init; } = true;
}
