namespace Parley.Engine.Tests.Expressions;

/// <summary>Programs of jq's own tests whose outcome differs on purpose; docs/reference/jq.md says why.</summary>
internal static class JqSuiteDifferences
{
    private static readonly HashSet<string> Programs = new(StringComparer.Ordinal)
    {
    };

    public static bool Listed(string program) => Programs.Contains(program);
}
