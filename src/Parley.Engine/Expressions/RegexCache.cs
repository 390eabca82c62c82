using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Parley.Engine.Expressions;

/// <summary>
/// The patterns met, so that none is built anew for each value. Those of all runs are kept together up to a number; what comes after is kept for
/// its own run only.
/// </summary>
internal sealed class RegexCache(bool allowsBacktracking)
{
    private const int MostShared = 500;
    private const int MostOwn = 500;
    private static readonly ConcurrentDictionary<(string Pattern, RegexOptions Options, bool AllowsBacktracking), JqRegex> Shared = new();
    private readonly Dictionary<(string, RegexOptions), JqRegex> _own = [];

    public JqRegex? Get(string pattern, string flags, out bool global, out bool skipEmpty, out string? fault)
    {
        if (!JqRegex.TryFlags(flags, out RegexOptions options, out global, out skipEmpty))
        {
            fault = $"{flags} is not a valid modifier string";
            return null;
        }

        fault = null;
        if (_own.TryGetValue((pattern, options), out JqRegex? known))
        {
            return known;
        }

        if (!Shared.TryGetValue((pattern, options, allowsBacktracking), out known) && !JqRegex.TryCreate(pattern, options, allowsBacktracking, out known, out fault))
        {
            return null;
        }

        if (Shared.Count < MostShared)
        {
            Shared.TryAdd((pattern, options, allowsBacktracking), known!);
        }

        if (_own.Count >= MostOwn)
        {
            _own.Clear();
        }

        return _own[(pattern, options)] = known!;
    }
}
