using System.Text;

namespace Parley.Engine.Expressions;

/// <summary>Built-ins on strings.</summary>
internal static class TextFunctions
{
    public static void AddTo(Dictionary<string, NativeFunction> table)
    {
        table["tostring/0"] = (_, _, v, _) => v is JqString ? v : new JqString(v.ToString());
        table["tojson/0"] = (_, _, v, _) => new JqString(v.ToString());
        table["fromjson/0"] = FromJson;
        table["tonumber/0"] = ToNumber;
        table["ascii_downcase/0"] = (m, at, v, _) => Map(m, at, v, "explode input must be a string", s => MapAscii(s, 'A', 'Z', 32));
        table["ascii_upcase/0"] = (m, at, v, _) => Map(m, at, v, "explode input must be a string", s => MapAscii(s, 'a', 'z', -32));
        table["trim/0"] = (m, at, v, _) => Map(m, at, v, "trim input must be a string", s => s.Trim());
        table["ltrim/0"] = (m, at, v, _) => Map(m, at, v, "trim input must be a string", s => s.TrimStart());
        table["rtrim/0"] = (m, at, v, _) => Map(m, at, v, "trim input must be a string", s => s.TrimEnd());
        table["startswith/1"] = (m, at, v, a) => Both(m, at, v, a[0], "startswith() requires string inputs", (s, t) => s.StartsWith(t, StringComparison.Ordinal));
        table["endswith/1"] = (m, at, v, a) => Both(m, at, v, a[0], "endswith() requires string inputs", (s, t) => s.EndsWith(t, StringComparison.Ordinal));
        table["ltrimstr/1"] = (_, _, v, a) => v is JqString s && a[0] is JqString t && s.Value.StartsWith(t.Value, StringComparison.Ordinal) ? new JqString(s.Value[t.Value.Length..]) : v;
        table["rtrimstr/1"] = (_, _, v, a) => v is JqString s && a[0] is JqString t && s.Value.EndsWith(t.Value, StringComparison.Ordinal) ? new JqString(s.Value[..^t.Value.Length]) : v;
        table["split/1"] = (m, at, v, a) => v is JqString s && a[0] is JqString t ? SplitText(m, at, s.Value, t.Value) : m.Fail(at, "split input and separator must be strings");
        table["join/1"] = Join;
        table["explode/0"] = Explode;
        table["implode/0"] = Implode;
        table["ascii/0"] = (m, at, v, _) => v is JqNumber { Value: >= 0 and < 128 } n ? new JqString(((char)n.Value).ToString()) : m.Fail(at, "ascii input must be a code from 0 to 127");
        table["utf8bytelength/0"] = (m, at, v, _) => v is JqString s ? JqValue.From(Encoding.UTF8.GetByteCount(s.Value)) : m.Fail(at, $"{Machine.Show(v)} only strings have UTF-8 byte length");
    }

    public static JqValue? SplitText(Machine machine, Node at, string text, string separator)
    {
        if (text.Length == 0)
        {
            return JqArray.Empty;
        }

        if (!machine.Charge(at, text.Length / 10))
        {
            return null;
        }

        return separator.Length > 0
            ? new JqArray([.. text.Split(separator).Select(JqValue.From)])
            : new JqArray([.. text.EnumerateRunes().Select(r => JqValue.From(r.ToString()))]);
    }

    private static JqValue? FromJson(Machine machine, Node at, JqValue value, JqValue[] arguments)
    {
        if (value is not JqString s)
        {
            return machine.Fail(at, $"{Machine.Show(value)} only strings can be parsed");
        }

        return JqValue.TryParse(Encoding.UTF8.GetBytes(s.Value), JqJsonForm.Lenient with { Nesting = machine.Nesting }, out JqValue? read, out string? fault)
            ? read
            : machine.Fail(at, $"{fault} (while parsing '{s.Value}')");
    }

    private static JqValue? ToNumber(Machine machine, Node at, JqValue value, JqValue[] arguments)
    {
        if (value is JqNumber)
        {
            return value;
        }

        if (value is not JqString s)
        {
            return machine.Fail(at, $"{Machine.Show(value)} cannot be parsed as a number");
        }

        string text = s.Value.Trim();
        return JqNumberText.TryRead(text, isStrict: false) is { } number && char.IsAsciiDigit(text[^1])
            ? number
            : machine.Fail(at, $"{Machine.Show(value)} cannot be parsed as a number");
    }

    private static JqValue? Map(Machine machine, Node at, JqValue value, string fault, Func<string, string> map) =>
        value is JqString s ? new JqString(map(s.Value)) : machine.Fail(at, fault);

    private static JqValue? Both(Machine machine, Node at, JqValue a, JqValue b, string fault, Func<string, string, bool> test) =>
        a is JqString s && b is JqString t ? JqValue.From(test(s.Value, t.Value)) : machine.Fail(at, fault);

    private static string MapAscii(string text, char from, char to, int shift) =>
        string.Create(text.Length, (text, from, to, shift), static (span, state) =>
        {
            for (int i = 0; i < span.Length; i++)
            {
                char c = state.text[i];
                span[i] = c >= state.from && c <= state.to ? (char)(c + state.shift) : c;
            }
        });

    private static JqValue? Join(Machine machine, Node at, JqValue value, JqValue[] arguments)
    {
        if ((value is JqObject o ? new JqArray(o.Values) : value as JqArray) is not { } array)
        {
            return machine.Fail(at, $"Cannot iterate over {Machine.Show(value)}");
        }

        if (array.Elements.Length == 0)
        {
            return new JqString("");
        }

        if (arguments[0] is not JqString separator)
        {
            return machine.Fail(at, $"{Machine.Show(arguments[0])} cannot join strings");
        }

        if (!machine.FitsOutput(at, array.Weight + ((long)separator.Value.Length * array.Elements.Length)))
        {
            return null;
        }

        foreach (JqValue item in array.Elements)
        {
            if (item is JqArray or JqObject)
            {
                return machine.Fail(at, $"string ({JqText.Beginning(JqValue.From(Before(array, item, separator.Value)), 14)}) and {Machine.Show(item)} cannot be added");
            }
        }

        return new JqString(string.Join(separator.Value, array.Elements.Select(i => i is JqNull ? "" : i is JqString s ? s.Value : i.ToString())));
    }

    /// <summary>What was joined before an item that cannot be.</summary>
    private static string Before(JqArray array, JqValue item, string separator)
    {
        IEnumerable<JqValue> before = array.Elements.TakeWhile(i => !ReferenceEquals(i, item));
        return string.Concat(before.Select(i => (i is JqNull ? "" : FormatFunctions.Text(i)) + separator));
    }

    private static JqValue? Explode(Machine machine, Node at, JqValue value, JqValue[] arguments) => value is JqString s
        ? new JqArray([.. s.Value.EnumerateRunes().Select(r => JqValue.From(r.Value))])
        : machine.Fail(at, "explode input must be a string");

    private static JqValue? Implode(Machine machine, Node at, JqValue value, JqValue[] arguments)
    {
        if (value is not JqArray array)
        {
            return machine.Fail(at, "implode input must be an array");
        }

        var text = new StringBuilder();
        foreach (JqValue item in array.Elements)
        {
            if (item is not JqNumber { Value: not double.NaN } point)
            {
                return machine.Fail(at, $"{Machine.Show(item)} can't be imploded, unicode codepoint needs to be numeric");
            }

            text.Append(Rune.TryCreate((int)Math.Clamp(point.Value, -1, int.MaxValue), out Rune rune) ? rune.ToString() : "\ufffd");
        }

        return new JqString(text.ToString());
    }
}
