using Parley.Engine.Issues;

namespace Parley.Engine.Workspace.Yaml;

/// <summary>A value of a YAML file with its place: a scalar, a list or a map. Faults found while reading it go to the file's sink.</summary>
public abstract class YamlNode
{
    private protected YamlNode(SourcePosition position, IssueSink issues)
    {
        Position = position;
        Issues = issues;
    }

    /// <summary>Where the value starts.</summary>
    public SourcePosition Position { get; }

    /// <summary>Takes the faults of the file.</summary>
    public IssueSink Issues { get; }

    /// <summary>What it is, for messages: <c>a map</c>, <c>a list</c>, <c>"text"</c>, <c>nothing</c>.</summary>
    public abstract string Description { get; }

    /// <summary>True for a key without a value (<c>key:</c>, <c>~</c>, <c>null</c>).</summary>
    public virtual bool IsNull => false;

    /// <summary>Reports a fault at this place.</summary>
    public void Report(IssueCode code, string message) => Issues.Add(code, message, Position);

    /// <summary>This value as a scalar of a form; reports what is wrong and answers false when it is not one.</summary>
    /// <param name="form">The form wanted.</param>
    /// <param name="what">What the value is, for the message: usually the key.</param>
    /// <param name="value">The value.</param>
    public bool TryAs<T>(YamlForm<T> form, string what, out T value)
    {
        ArgumentNullException.ThrowIfNull(form);
        if (this is not YamlScalar scalar)
        {
            Report(YamlIssues.Mistyped, $"'{what}' must be {form.Description}, not {Description}");
            value = default!;
            return false;
        }

        string? fault = form.Parse(scalar, out value);
        if (fault is not null)
        {
            Report(form.Code, $"'{what}' {fault}");
        }

        return fault is null;
    }

    /// <summary>This value as a map; reports and answers null when it is not one.</summary>
    public YamlMap? AsMap(string what) => As<YamlMap>(what, "a map");

    /// <summary>This value as a list; reports and answers null when it is not one.</summary>
    public YamlList? AsList(string what) => As<YamlList>(what, "a list");

    private T? As<T>(string what, string wanted)
        where T : YamlNode
    {
        if (this is T node)
        {
            return node;
        }

        Report(YamlIssues.Mistyped, $"'{what}' must be {wanted}, not {Description}");
        return null;
    }
}
