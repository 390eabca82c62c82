using Parley.Engine.Issues;

namespace Parley.Engine.Workspace.Yaml;

/// <summary>A scalar as text. What the text means is decided by who reads it, so that <c>NO</c> is Norway and <c>007</c> keeps its zeros.</summary>
public sealed class YamlScalar : YamlNode
{
    internal YamlScalar(string text, bool isQuoted, SourcePosition position, IssueSink issues)
        : base(position, issues)
    {
        Text = text;
        IsQuoted = isQuoted;
    }

    /// <summary>The text, unquoted and unescaped.</summary>
    public string Text { get; }

    /// <summary>True when it stood in quotes or as a block: it is text then, whatever it looks like.</summary>
    public bool IsQuoted { get; }

    /// <inheritdoc/>
    public override bool IsNull => !IsQuoted && Text is "" or "~" or "null";

    /// <inheritdoc/>
    public override string Description => IsNull ? "nothing" : $"\"{Shortened}\"";

    /// <inheritdoc/>
    public override string ToString() => Text;

    private string Shortened => Text.Length <= 60 ? Text : Text[..57] + "...";
}
