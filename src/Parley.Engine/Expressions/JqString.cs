using System.Text;

namespace Parley.Engine.Expressions;

/// <summary>
/// A string. Its length and offsets are counted in code points, as jq does. One that was read keeps its UTF-8 and becomes characters only when a
/// program looks at it, since most strings of a message are only passed on.
/// </summary>
internal sealed class JqString : JqValue
{
    private readonly byte[]? _utf8;
    private string? _text;

    public JqString(string value)
    {
        _text = value;
        Weight = value.Length + 2L;
    }

    /// <summary>A string as read.</summary>
    /// <param name="utf8">Valid UTF-8 with nothing in it that JSON would escape.</param>
    public JqString(byte[] utf8)
    {
        _utf8 = utf8;
        Weight = utf8.Length + 2L;
    }

    public string Value => _text ??= Encoding.UTF8.GetString(_utf8!);

    /// <summary>The text as it stands between the quotes of JSON, when it was read so; otherwise null.</summary>
    public byte[]? Plain => _utf8;

    public override JqKind Kind => JqKind.String;

    internal override long Weight { get; }

    /// <summary>By code point, which in UTF-8 is the order of the bytes.</summary>
    public static int Compare(JqString a, JqString b) => a._utf8 is { } x && b._utf8 is { } y
        ? x.AsSpan().SequenceCompareTo(y)
        : JqComparer.CompareText(a.Value, b.Value);
}
