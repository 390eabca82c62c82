namespace Parley.Engine.Workspace;

/// <summary>What a retention rule is for.</summary>
public enum RetentionAction
{
    /// <summary>A person looks at it and decides whether it is kept.</summary>
    Review,

    /// <summary>It is to be erased; a person confirms it unless the rule is unattended.</summary>
    Erase,
}
