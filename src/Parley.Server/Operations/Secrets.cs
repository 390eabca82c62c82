using System.Text.RegularExpressions;
using Parley.Engine.Workspace;

namespace Parley.Server.Operations;

/// <summary>Fetches secrets from where the workspace says they are, and fills <c>${NAME}</c> from the environment.</summary>
internal sealed partial class Secrets(string root)
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
    public string PathOf(string path) => Path.GetFullPath(Expand(path), root);

    /// <summary>Replaces <c>${NAME}</c> by the environment variable's value; nothing when there is none.</summary>
    public static string Expand(string text) =>
        Variable().Replace(text, m => Environment.GetEnvironmentVariable(m.Groups[1].Value) ?? "");

    [GeneratedRegex(@"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")]
    private static partial Regex Variable();
}
