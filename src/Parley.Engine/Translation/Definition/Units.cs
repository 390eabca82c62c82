namespace Parley.Engine.Translation.Definition;

/// <summary>Units of measure, each as a factor to its dimension's base unit. Exact by definition (Weights and Measures Act 1985, Schedule 1).</summary>
internal static class Units
{
    private static readonly Dictionary<string, (string Dimension, decimal Factor)> Known = new(StringComparer.Ordinal)
    {
        ["mm"] = ("length", 0.1m),
        ["cm"] = ("length", 1m),
        ["m"] = ("length", 100m),
        ["km"] = ("length", 100_000m),
        ["in"] = ("length", 2.54m),
        ["ft"] = ("length", 30.48m),
        ["yd"] = ("length", 91.44m),
        ["mi"] = ("length", 160_934.4m),
        ["km/h"] = ("speed", 1m),
        ["mph"] = ("speed", 1.609344m),
        ["kn"] = ("speed", 1.852m),
        ["m/s"] = ("speed", 3.6m),
        ["g"] = ("mass", 0.001m),
        ["kg"] = ("mass", 1m),
        ["oz"] = ("mass", 0.028349523125m),
        ["lb"] = ("mass", 0.45359237m),
        ["st"] = ("mass", 6.35029318m),
        ["s"] = ("time", 1m),
        ["min"] = ("time", 60m),
        ["h"] = ("time", 3600m),
        ["d"] = ("time", 86_400m),
        ["ml"] = ("volume", 0.001m),
        ["l"] = ("volume", 1m),
        ["GBP"] = ("money", 1m),
        ["p"] = ("money", 0.01m),
    };

    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>What a number in one unit is multiplied with to be in another; null when they measure different things or are not known.</summary>
    public static decimal? Factor(string from, string to) =>
        Known.TryGetValue(from, out var a) && Known.TryGetValue(to, out var b) && a.Dimension == b.Dimension ? a.Factor / b.Factor : null;
}
