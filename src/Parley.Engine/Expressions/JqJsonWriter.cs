using System.Globalization;
using System.Text;

namespace Parley.Engine.Expressions;

/// <summary>Writes values as compact JSON, with jq's escapes: quotes, backslash and control characters only.</summary>
internal static class JqJsonWriter
{
    public static byte[] ToUtf8(JqValue value) => Encoding.UTF8.GetBytes(ToText(value));

    public static string ToText(JqValue value)
    {
        var text = new StringBuilder((int)Math.Min(value.Weight, 1 << 20));
        Write(value, text);
        return text.ToString();
    }

    private static void Write(JqValue value, StringBuilder text)
    {
        switch (value)
        {
            case JqNumber number:
                text.Append(JqNumberText.Format(number));
                break;
            case JqString s:
                WriteString(s.Value, text);
                break;
            case JqArray array:
                WriteArray(array, text);
                break;
            case JqObject o:
                WriteObject(o, text);
                break;
            default:
                text.Append(value.Kind switch { JqKind.True => "true", JqKind.False => "false", _ => "null" });
                break;
        }
    }

    private static void WriteArray(JqArray array, StringBuilder text)
    {
        text.Append('[');
        for (int i = 0; i < array.Elements.Length; i++)
        {
            text.Append(i == 0 ? "" : ",");
            Write(array.Elements[i], text);
        }

        text.Append(']');
    }

    private static void WriteObject(JqObject o, StringBuilder text)
    {
        text.Append('{');
        for (int i = 0; i < o.Count; i++)
        {
            text.Append(i == 0 ? "" : ",");
            WriteString(o.Names[i], text);
            text.Append(':');
            Write(o.Values[i], text);
        }

        text.Append('}');
    }

    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (char c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                < ' ' or '\x7f' => text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
