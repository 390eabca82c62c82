using System.Text.RegularExpressions;

namespace Parley.Engine.Expressions;

/// <summary>
/// A regular expression, always on .NET's non-backtracking engine: its time grows only with the text, without a clock, so a
/// hostile pattern cannot hang a translation. The price is no look-around, no back-references and no atomic groups.
/// </summary>
internal sealed class JqRegex
{
    private const int LongestPattern = 2_000;

    /// <summary>Only for patterns that are matched by trying.</summary>
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    /// <summary>Counted repetitions multiply the automaton; their product is kept below this.</summary>
    private const long MostRepetition = 10_000;

    private static readonly JqNames MatchNames = new(["offset", "length", "string", "captures"]);
    private static readonly JqNames CaptureNames = new(["offset", "length", "string", "name"]);
    private readonly Regex _regex;
    private readonly (int Number, string? Name)[] _groups;

    private readonly Lazy<Regex> _onPairs;

    private JqRegex(string pattern, Regex regex)
    {
        _regex = regex;
        _groups = [.. Order(regex)];
        _onPairs = new Lazy<Regex>(() => new Regex(RegexSyntax.Translate(pattern, takesPairs: true), regex.Options, regex.MatchTimeout));
    }

    public static bool TryFlags(string flags, out RegexOptions options, out bool global, out bool skipEmpty)
    {
        (options, global, skipEmpty) = (RegexOptions.None, false, false);
        foreach (char flag in flags)
        {
            switch (flag)
            {
                case 'g': global = true; break;
                case 'n': skipEmpty = true; break;
                case 'i': options |= RegexOptions.IgnoreCase; break;
                case 'x': options |= RegexOptions.IgnorePatternWhitespace; break;
                case 'p': options |= RegexOptions.Singleline; break;
                case 's' or 'l': break;
                default: return false;
            }
        }

        return true;
    }

    public static bool TryCreate(string pattern, RegexOptions options, bool allowsBacktracking, out JqRegex? regex, out string? fault)
    {
        regex = null;
        if (pattern.Length > LongestPattern || Repetition(pattern) > MostRepetition)
        {
            fault = $"the regular expression is too large: at most {LongestPattern} characters, and counted repetitions that multiply to {MostRepetition}";
            return false;
        }

        try
        {
            regex = new JqRegex(pattern, new Regex(RegexSyntax.Translate(pattern), options | RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
            fault = null;
            return true;
        }
        catch (NotSupportedException) when (allowsBacktracking)
        {
            regex = new JqRegex(pattern, new Regex(RegexSyntax.Translate(pattern), options | RegexOptions.CultureInvariant, LongestMatch));
            fault = null;
            return true;
        }
        catch (NotSupportedException)
        {
            fault = "the regular expression uses look-around, a back-reference or an atomic group, which the engine leaves out";
        }
        catch (RegexParseException e)
        {
            fault = $"{pattern} (at offset {e.Offset}) is not a valid regex: {e.Error}";
        }

        return false;
    }

    public bool IsMatch(string text, bool skipEmpty) => skipEmpty ? Matches(text, false, true).Any() : For(text).IsMatch(text);

    private Regex For(string text) => text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? _onPairs.Value : _regex;

    public IEnumerable<Match> Matches(string text, bool global, bool skipEmpty)
    {
        for (Match match = For(text).Match(text); match.Success; match = match.NextMatch())
        {
            bool withinPair = match.Length == 0 && match.Index > 0 && match.Index < text.Length && char.IsSurrogatePair(text[match.Index - 1], text[match.Index]);
            if (withinPair || (skipEmpty && match.Length == 0))
            {
                continue;
            }

            yield return match;
            if (!global)
            {
                yield break;
            }
        }
    }

    /// <summary>A match as jq describes it: offsets and lengths in code points, captures in the order of their brackets.</summary>
    public JqValue Describe(string text, Match match) => new JqObject(
        MatchNames,
        [
            JqValue.From(JqText.PointsBefore(text, match.Index)),
            JqValue.From(JqText.Length(match.Value)),
            JqValue.From(match.Value),
            new JqArray([.. _groups.Select(g => match.Length == 0 ? Empty(text, match, g.Name) : Capture(text, match.Groups[g.Number], g.Name))]),
        ]);

    /// <summary>The named captures as an object.</summary>
    public JqValue Named(Match match)
    {
        var builder = new JqObjectBuilder();
        foreach ((int number, string? name) in _groups)
        {
            if (name is not null)
            {
                Group group = match.Groups[number];
                builder.Set(name, group.Success ? JqValue.From(group.Value) : JqValue.Null);
            }
        }

        return builder.Build();
    }

    /// <summary>In a match of nothing every capture is nothing at its place, as in jq, whether it took part or not.</summary>
    private static JqObject Empty(string text, Match match, string? name) => new(
        CaptureNames, [JqValue.From(JqText.PointsBefore(text, match.Index)), JqValue.From(0), JqValue.From(""), JqValue.From(name)]);

    private static JqObject Capture(string text, Group group, string? name) => new(
        CaptureNames,
        [
            JqValue.From(group.Success ? JqText.PointsBefore(text, group.Index) : -1),
            JqValue.From(group.Success ? JqText.Length(group.Value) : 0),
            group.Success ? JqValue.From(group.Value) : JqValue.Null,
            JqValue.From(name),
        ]);

    /// <summary>.NET numbers unnamed groups before named ones; jq counts brackets from the left, so the pattern is walked once.</summary>
    private static IEnumerable<(int Number, string? Name)> Order(Regex regex)
    {
        string pattern = regex.ToString();
        int unnamed = 0;
        bool inClass = false;
        for (int i = 0; i < pattern.Length; i++)
        {
            char c = pattern[i];
            if (c == '\\')
            {
                i++;
            }
            else if (c is '[' or ']')
            {
                inClass = c == '[' || (inClass && pattern[i - 1] == '[');
            }
            else if (c == '(' && !inClass)
            {
                bool special = i + 1 < pattern.Length && pattern[i + 1] == '?';
                if (!special)
                {
                    yield return (++unnamed, null);
                }
                else if (i + 3 < pattern.Length && pattern[i + 2] is '<' or '\'' && pattern[i + 3] is not ('=' or '!'))
                {
                    string name = pattern[(i + 3)..pattern.IndexOfAny(['>', '\''], i + 3)];
                    yield return (regex.GroupNumberFromName(name), name);
                }
            }
        }
    }

    private static long Repetition(string pattern)
    {
        long product = 1;
        foreach (Match match in Regex.Matches(pattern, @"\{(\d{1,9})(,(\d{1,9})?)?\}", RegexOptions.NonBacktracking))
        {
            string most = match.Groups[3].Success ? match.Groups[3].Value : match.Groups[1].Value;
            product = Math.Min(product * Math.Max(1, long.Parse(most, System.Globalization.CultureInfo.InvariantCulture)), MostRepetition * 2);
        }

        return product;
    }
}
