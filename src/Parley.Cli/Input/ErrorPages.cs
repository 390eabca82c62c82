using System.Reflection;

namespace Parley.Cli.Input;

/// <summary>The pages of <c>docs/errors</c>, which the executable carries.</summary>
internal static class ErrorPages
{
    private const string Prefix = "errors/";

    /// <summary>All codes that have a page, in order.</summary>
    public static IReadOnlyList<string> Codes { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => Path.GetFileNameWithoutExtension(n[Prefix.Length..]))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The page of a code; null when there is none.</summary>
    public static string? Find(string code)
    {
        using Stream? page = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Prefix}{code}.md");
        if (page is null)
        {
            return null;
        }

        using StreamReader reader = new(page);
        return reader.ReadToEnd();
    }

    /// <summary>The title of a code's page, without the code.</summary>
    public static string Title(string code)
    {
        string first = Find(code)?.Split('\n')[0].TrimEnd() ?? "";
        int colon = first.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0 ? first : first[(colon + 2)..];
    }
}
