namespace Parley.Engine.Processes;

/// <summary>What names a definition of a process: the three together name one text that never changes.</summary>
/// <param name="Namespace">The namespace.</param>
/// <param name="Name">The name.</param>
/// <param name="Version">The semantic version.</param>
public sealed record ProcessName(string Namespace, string Name, string Version)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Namespace}/{Name}:{Version}";
}
