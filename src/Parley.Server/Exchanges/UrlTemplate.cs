using System.Text;
using System.Text.RegularExpressions;
using Parley.Engine.Workspace;

namespace Parley.Server.Exchanges;

/// <summary>Texts with <c>{name}</c> in them: addresses, headers and file names of deliveries.</summary>
internal static partial class UrlTemplate
{
    /// <summary>The names that a delivery's texts ask for.</summary>
    public static IEnumerable<string> Placeholders(DeliveryDefinition delivery) => (delivery switch
    {
        HttpDelivery http => [http.Url, .. http.Headers.Values],
        FolderDelivery folder => [folder.FileName],
        _ => Array.Empty<string>(),
    }).SelectMany(t => Placeholder().Matches(t)).Select(m => m.Groups[1].Value).Distinct(StringComparer.Ordinal);

    /// <summary>Fills a text, each value escaped; a name without a value leaves nothing.</summary>
    public static string Fill(string template, Func<string, string?> value, Func<string, string> escape)
    {
        if (!template.Contains('{', StringComparison.Ordinal))
        {
            return template;
        }

        StringBuilder filled = new(template.Length + 32);
        int done = 0;
        foreach (Match match in Placeholder().Matches(template))
        {
            filled.Append(template, done, match.Index - done).Append(escape(value(match.Groups[1].Value) ?? ""));
            done = match.Index + match.Length;
        }

        return filled.Append(template, done, template.Length - done).ToString();
    }

    [GeneratedRegex(@"(?<!\$)\{([A-Za-z][A-Za-z0-9]*)\}")]
    private static partial Regex Placeholder();
}
