namespace Parley.Engine.Workspace;

/// <summary>What makes a period begin anew.</summary>
public enum RetentionReset
{
    /// <summary>Nothing.</summary>
    Never,

    /// <summary>Anything later about the same subject: the clear period of police information management.</summary>
    Subject,
}
