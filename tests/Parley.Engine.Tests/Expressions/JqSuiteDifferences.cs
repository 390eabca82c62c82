namespace Parley.Engine.Tests.Expressions;

/// <summary>Programs of jq's own tests whose outcome differs on purpose; docs/reference/jq.md says why.</summary>
internal static class JqSuiteDifferences
{
    private static readonly HashSet<string> Programs = new(StringComparer.Ordinal)
    {
        // @html writes an apostrophe as &#39;, which HTML 4 knows too.
        "@text,@json,([1,.]|@csv,@tsv),@html,@uri,@sh,(@base64|.,@base64d)",
    };

    public static bool Listed(string program) => Programs.Contains(program);
}
