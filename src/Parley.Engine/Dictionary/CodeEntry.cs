using System.Text;

namespace Parley.Engine.Dictionary;

/// <summary>One code of a <see cref="CodeList"/>; there is one instance for each, so entries compare by reference.</summary>
public sealed class CodeEntry
{
    internal CodeEntry(CodeList list, string code, string label, bool deprecated)
    {
        List = list;
        Code = code;
        Label = label;
        Deprecated = deprecated;
        Utf8Code = Encoding.UTF8.GetBytes(code);
    }

    /// <summary>The list it belongs to.</summary>
    public CodeList List { get; }

    /// <summary>The code as exchanged.</summary>
    public string Code { get; }

    /// <summary>The meaning in English.</summary>
    public string Label { get; }

    /// <summary>True when the source says it must not be used for new records.</summary>
    public bool Deprecated { get; }

    /// <summary>The code in UTF-8, for writers.</summary>
    internal byte[] Utf8Code { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{List.Name}:{Code}";
}
