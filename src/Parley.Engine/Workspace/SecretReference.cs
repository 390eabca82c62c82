namespace Parley.Engine.Workspace;

/// <summary>Where a secret is to be found; the secret itself is never in a workspace.</summary>
/// <param name="Source"><c>env</c> or <c>file</c>.</param>
/// <param name="Name">The environment variable, or the file's path (relative to the workspace).</param>
public sealed record SecretReference(string Source, string Name)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Source}:{Name}";
}
