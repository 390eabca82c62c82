using System.Text;

namespace Parley.Engine.Expressions;

/// <summary>The formats <c>@name</c>. Each turns one value into text; in a string with interpolations it is applied to each value.</summary>
internal static class FormatFunctions
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~";

    public static NativeFunction? Find(string name) => name switch
    {
        "@text" => (_, _, v, _) => new JqString(Text(v)),
        "@json" => (_, _, v, _) => new JqString(v.ToString()),
        "@html" => (_, _, v, _) => new JqString(Html(Text(v))),
        "@uri" => (_, _, v, _) => new JqString(Uri(Text(v))),
        "@csv" => (m, at, v, _) => Row(m, at, v, "csv", ",", s => $"\"{s.Replace("\"", "\"\"", StringComparison.Ordinal)}\""),
        "@tsv" => (m, at, v, _) => Row(m, at, v, "tsv", "\t", Tab),
        "@sh" => Shell,
        "@base64" => (_, _, v, _) => new JqString(Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(v)))),
        "@base64d" => Base64Decode,
        "@base32" => (_, _, v, _) => new JqString(Base32.Encode(Encoding.UTF8.GetBytes(Text(v)))),
        "@base32d" => (m, at, v, _) => Base32.TryDecode(Text(v), out byte[] bytes)
            ? new JqString(Encoding.UTF8.GetString(bytes))
            : m.Fail(at, $"{Machine.Show(v)} is not valid base32 data"),
        _ => null,
    };

    /// <summary><c>format("name")</c>.</summary>
    public static JqValue? Format(Machine machine, Node at, JqValue value, JqValue[] arguments) =>
        arguments[0] is JqString name && Find("@" + name.Value) is { } format
            ? format(machine, at, value, [])
            : machine.Fail(at, $"{(arguments[0] is JqString s ? s.Value : arguments[0].ToString())} is not a valid format");

    public static string Text(JqValue value) => value is JqString s ? s.Value : value.ToString();

    private static string Html(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            _ = c switch
            {
                '<' => result.Append("&lt;"),
                '>' => result.Append("&gt;"),
                '&' => result.Append("&amp;"),
                '\'' => result.Append("&#39;"),
                '"' => result.Append("&quot;"),
                _ => result.Append(c),
            };
        }

        return result.ToString();
    }

    private static string Uri(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            _ = Unreserved.Contains((char)b, StringComparison.Ordinal) ? result.Append((char)b) : result.Append('%').Append(Convert.ToHexString([b]));
        }

        return result.ToString();
    }

    private static string Tab(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal);

    private static JqValue? Row(Machine machine, Node at, JqValue value, string format, string separator, Func<string, string> quote)
    {
        if (value is not JqArray array)
        {
            return machine.Fail(at, $"{Machine.Show(value)} cannot be {format}-formatted, only array");
        }

        var cells = new string[array.Elements.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            JqValue cell = array.Elements[i];
            if (cell is JqArray or JqObject)
            {
                return machine.Fail(at, $"{Machine.Show(cell)} is not valid in a csv row");
            }

            cells[i] = cell switch { JqNull => "", JqString s => quote(s.Value), _ => cell.ToString() };
        }

        return new JqString(string.Join(separator, cells));
    }

    private static JqValue? Shell(Machine machine, Node at, JqValue value, JqValue[] arguments)
    {
        IReadOnlyList<JqValue> words = value is JqArray array ? array.Elements : [value];
        foreach (JqValue word in words)
        {
            if (word is JqArray or JqObject)
            {
                return machine.Fail(at, $"{Machine.Show(word)} can not be escaped for shell");
            }
        }

        return new JqString(string.Join(' ', words.Select(w => w is JqString s ? $"'{s.Value.Replace("'", "'\\''", StringComparison.Ordinal)}'" : w.ToString())));
    }

    private static JqValue? Base64Decode(Machine machine, Node at, JqValue value, JqValue[] arguments)
    {
        string text = Text(value);
        string trimmed = text.TrimEnd('=');
        if (trimmed.Length % 4 == 1 && trimmed.Length > 1)
        {
            return machine.Fail(at, $"{Machine.Show(value)} trailing base64 byte found");
        }

        var bytes = new byte[(trimmed.Length / 4 * 3) + 3];
        return trimmed.Length % 4 != 1 && Convert.TryFromBase64String(trimmed.PadRight((trimmed.Length + 3) / 4 * 4, '='), bytes, out int length)
            ? new JqString(Encoding.UTF8.GetString(bytes, 0, length))
            : machine.Fail(at, $"{Machine.Show(value)} is not valid base64 data");
    }
}
