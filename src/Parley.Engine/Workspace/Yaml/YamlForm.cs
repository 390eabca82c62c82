using Parley.Engine.Issues;

namespace Parley.Engine.Workspace.Yaml;

/// <summary>A form that a scalar can have, with the words to ask for it. See <see cref="YamlForms"/> for the usual ones.</summary>
/// <param name="description">What is wanted, for messages: <c>a duration such as 5s</c>.</param>
/// <param name="parse">Reads a scalar.</param>
/// <param name="code">The code of the fault; <see cref="YamlIssues.Mistyped"/> when null.</param>
public sealed class YamlForm<T>(string description, YamlForm<T>.Parser parse, IssueCode? code = null)
{
    /// <summary>Reads a scalar: answers null and the value, or what is wrong as the end of a sentence that begins with the key.</summary>
    public delegate string? Parser(YamlScalar scalar, out T value);

    /// <summary>What is wanted.</summary>
    public string Description { get; } = description;

    /// <summary>The code of the fault.</summary>
    public IssueCode Code { get; } = code ?? YamlIssues.Mistyped;

    /// <summary>Reads a scalar.</summary>
    public Parser Parse { get; } = parse;
}
