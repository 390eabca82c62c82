using Parley.Engine.Workspace;

namespace Parley.Server.Operations;

/// <summary>Fetches secrets from where the workspace says they are.</summary>
internal sealed class Secrets(string root)
{
    /// <summary>The secret, or null when it is not there.</summary>
    public string? Find(SecretReference reference) => reference.Source switch
    {
        "env" => Environment.GetEnvironmentVariable(reference.Name),
        "file" when File.Exists(PathOf(reference.Name)) => File.ReadAllText(PathOf(reference.Name)).Trim(),
        _ => null,
    };

    /// <summary>The secret; what needs it cannot work without.</summary>
    public string Get(SecretReference reference) =>
        Find(reference) ?? throw new InvalidOperationException($"The secret {reference} is not there.");

    /// <summary>A path of the workspace, absolute.</summary>
    public string PathOf(string path) => Path.GetFullPath(path, root);
}
