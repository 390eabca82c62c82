using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Cli.Input;

/// <summary>Finds the API key that a command is to use. A key never stands on a command line, where every user of the machine could read it.</summary>
internal static class KeySource
{
    /// <summary>The key that a reference names; misuse when there is none.</summary>
    public static string Read(string reference)
    {
        IssueSink issues = new();
        YamlMap? map = YamlText.TryParse("--key", $"key: {System.Text.Json.JsonSerializer.Serialize(reference)}", issues);
        SecretReference secret = map?.Required("key", YamlForms.Secret)
            ?? throw new UsageException("--key wants a reference to the key, env:NAME or file:PATH, not the key itself");
        return secret.Source == "env" ? FromEnvironment(secret.Name) : FromFile(secret.Name);
    }

    private static string FromEnvironment(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } key
        ? key
        : throw new UsageException($"the environment variable {name} is not set; it is to hold the API key (see --key)");

    private static string FromFile(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"the key's file cannot be read: {fault.Message}");
        }
    }
}
