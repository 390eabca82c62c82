namespace Parley.Engine.Workspace;

/// <summary>How soon a person is to look at something.</summary>
public enum Urgency
{
    /// <summary>When there is time.</summary>
    Low,

    /// <summary>In the day's work.</summary>
    Normal,

    /// <summary>Before the day's other work.</summary>
    High,

    /// <summary>At once.</summary>
    Immediate,
}
