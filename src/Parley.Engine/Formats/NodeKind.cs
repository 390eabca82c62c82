namespace Parley.Engine.Formats;

/// <summary>What a node of a <see cref="MessageTree"/> is.</summary>
public enum NodeKind : byte
{
    /// <summary>An explicit null (JSON null, <c>xsi:nil</c>).</summary>
    Null,

    /// <summary>Text: a JSON string, an XML attribute, a column, an XML element without child elements.</summary>
    Text,

    /// <summary>A JSON number, as written.</summary>
    Number,

    /// <summary>JSON true.</summary>
    True,

    /// <summary>JSON false.</summary>
    False,

    /// <summary>A JSON object, an XML element with child elements or attributes (its own text may stand beside them), a row.</summary>
    Container,
}
