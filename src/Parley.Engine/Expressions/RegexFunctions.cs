using System.Text.RegularExpressions;

namespace Parley.Engine.Expressions;

/// <summary>Built-ins on regular expressions that give one value; the others are defined on these in the prelude.</summary>
internal static class RegexFunctions
{
    public static void AddTo(Dictionary<string, NativeFunction> table)
    {
        table["_test/2"] = (m, at, v, a) => With(m, at, v, a, (r, s, _, skip) => JqValue.From(r.IsMatch(s, skip)));
        table["_matches/2"] = (m, at, v, a) => With(m, at, v, a, (r, s, global, skip) => new JqArray([.. r.Matches(s, global, skip).Select(x => r.Describe(s, x))]));
        table["_captures/2"] = (m, at, v, a) => With(m, at, v, a, (r, s, global, skip) => new JqArray([.. r.Matches(s, global, skip).Select(r.Named)]));
        table["_pieces/3"] = (m, at, v, a) => With(m, at, v, a, (r, s, global, skip) => Pieces(r, s, global || a[2].IsTruthy, skip));
        table["_splits/2"] = (m, at, v, a) => With(m, at, v, a, (r, s, _, skip) => new JqArray([.. Pieces(r, s, true, skip).Elements.Where((_, i) => i % 2 == 0)]));
    }

    /// <summary>The text between matches and the named captures of each match, in turn: what <c>sub</c> works on.</summary>
    private static JqArray Pieces(JqRegex regex, string text, bool global, bool skipEmpty)
    {
        var pieces = new List<JqValue>();
        int from = 0;
        foreach (Match match in regex.Matches(text, global, skipEmpty))
        {
            pieces.Add(JqValue.From(text[from..match.Index]));
            pieces.Add(regex.Named(match));
            from = match.Index + match.Length;
        }

        pieces.Add(JqValue.From(text[from..]));
        return new JqArray([.. pieces]);
    }

    private static JqValue? With(Machine machine, Node at, JqValue value, JqValue[] arguments, Func<JqRegex, string, bool, bool, JqValue> use)
    {
        if (value is not JqString s)
        {
            return machine.Fail(at, $"{Machine.Show(value)} cannot be matched, as it is not a string");
        }

        // The arguments may come as one array: [pattern, flags], as in jq.
        JqArray? both = arguments[0] as JqArray;
        JqValue pattern = both is { Elements.Length: > 0 } ? both.Elements[0] : arguments[0];
        JqValue flags = both is { Elements.Length: > 1 } ? both.Elements[1] : both is null ? arguments[1] : JqValue.Null;
        if (pattern is not JqString re)
        {
            return machine.Fail(at, both is null ? $"{Machine.KindName(pattern)} not a string or array" : $"{Machine.Show(pattern)} cannot be matched, as it is not a string");
        }

        if (flags is not (JqString or JqNull))
        {
            return machine.Fail(at, $"{Machine.Show(flags)} is not a string");
        }

        string modifiers = (flags as JqString)?.Value ?? "";
        string extra = both is not null && arguments[1] is JqString e ? e.Value : "";
        JqRegex? regex = machine.Regexes.Get(re.Value, modifiers + extra, out bool global, out bool skipEmpty, out string? fault);
        if (regex is null)
        {
            return machine.Fail(at, fault!);
        }

        // Matching costs the pattern's size times the text's.
        return machine.Charge(at, s.Value.Length * (long)(re.Value.Length + 10) / 100) ? use(regex, s.Value, global, skipEmpty) : null;
    }
}
