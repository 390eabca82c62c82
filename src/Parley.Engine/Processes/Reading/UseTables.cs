using Parley.Engine.Processes.Tasks;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Reading;

/// <summary>What stands under <c>use</c>, by name.</summary>
internal sealed class UseTables
{
    public Dictionary<string, AuthenticationTemplate> Authentications { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, ErrorTemplate> Errors { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, RetryTemplate> Retries { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Template> Timeouts { get; } = new(StringComparer.Ordinal);

    /// <summary>The names of the functions: known before they are read, so that they can call one another.</summary>
    public HashSet<string> FunctionNames { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, TaskNode> Functions { get; } = new(StringComparer.Ordinal);
}
