using Parley.Engine.Issues;

namespace Parley.Engine.Workspace.Yaml;

/// <summary>A list.</summary>
public sealed class YamlList : YamlNode
{
    internal YamlList(IReadOnlyList<YamlNode> items, SourcePosition position, IssueSink issues)
        : base(position, issues)
    {
        Items = items;
    }

    /// <summary>The items in the file's order.</summary>
    public IReadOnlyList<YamlNode> Items { get; }

    /// <inheritdoc/>
    public override string Description => "a list";

    /// <summary>The items that are scalars of a form; the others are reported.</summary>
    public IReadOnlyList<T> As<T>(YamlForm<T> form, string what)
    {
        List<T> values = [];
        foreach (YamlNode item in Items)
        {
            if (item.TryAs(form, what, out T value))
            {
                values.Add(value);
            }
        }

        return values;
    }
}
