namespace Parley.Engine.Workspace;

/// <summary>How a system says on whose behalf it calls.</summary>
public sealed record OnBehalfDefinition
{
    /// <summary>True when its access tokens carry the officer as their subject and the system in <c>act</c> (RFC 8693 section 4.1).</summary>
    public bool ByToken { get; init; }

    /// <summary>The keys that sign the header <c>Parley-On-Behalf-Of</c>; empty when it sends none.</summary>
    public IReadOnlyList<OnBehalfKey> Keys { get; init; } = [];

    /// <summary>The organisations whose officers it may name; its own alone when empty.</summary>
    public IReadOnlyList<string> Organisations { get; init; } = [];

    /// <summary>True when every call of the system must name an officer.</summary>
    public bool Required { get; init; }
}
