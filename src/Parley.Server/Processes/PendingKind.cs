namespace Parley.Server.Processes;

/// <summary>What is to be carried out.</summary>
internal enum PendingKind
{
    /// <summary>An effect of a step.</summary>
    Effect = 0,

    /// <summary>Something that was asked of another part is no longer wanted: a child, a person's task.</summary>
    Cancel = 1,

    /// <summary>The instance that runs this one is to be told that it has ended.</summary>
    Tell = 2,
}
