using System.Text.RegularExpressions;

namespace Parley.Engine.Expressions;

/// <summary>The patterns of one run, so that a loop does not build them anew.</summary>
internal sealed class RegexCache
{
    private readonly Dictionary<(string, RegexOptions), JqRegex> _known = [];

    public JqRegex? Get(string pattern, string flags, out bool global, out bool skipEmpty, out string? fault)
    {
        if (!JqRegex.TryFlags(flags, out RegexOptions options, out global, out skipEmpty))
        {
            fault = $"{flags} is not a valid modifier string";
            return null;
        }

        fault = null;
        if (_known.TryGetValue((pattern, options), out JqRegex? known) || !JqRegex.TryCreate(pattern, options, out known, out fault))
        {
            return known;
        }

        return _known[(pattern, options)] = known!;
    }
}
