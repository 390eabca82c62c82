namespace Parley.Engine.Processes;

/// <summary>Which lifecycle events a step gives.</summary>
public enum LifecycleDetail
{
    /// <summary>None.</summary>
    None,

    /// <summary>Those of the instance.</summary>
    Process,

    /// <summary>Those of the instance and of each of its tasks.</summary>
    Tasks,
}
