namespace Parley.Engine.Workspace;

/// <summary>How the platform makes itself known to a system it calls.</summary>
public abstract record AuthDefinition;
