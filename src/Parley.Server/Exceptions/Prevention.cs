using System.Collections.Frozen;
using System.Text.Json;

namespace Parley.Server.Exceptions;

/// <summary>How to avoid an exception the next time: by what was found in the message where that is known, else by the exception's own code.</summary>
internal static class Prevention
{
    private static readonly FrozenDictionary<string, string> s_texts = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["SRV020"] = "Have the source check the field when it is entered, in the form that its interface describes.",
        ["SRV021"] = "Have the source check the field when it is entered, in the form that its interface describes.",
        ["SRV022"] = "Make what the recipient requires mandatory at the source, or give the recipient's translation a default; 'parley fidelity' shows what is required.",
        ["SRV023"] = "Ask the recipient which rule refused it, and have the source or the translation keep to that rule before sending.",
        ["SRV024"] = "Agree times of maintenance with the recipient, and give its retries a longer time in its accepts entry.",
        ["SRV025"] = "Agree the form of the reply with the recipient, and keep samples of it beside the translation so that 'parley check' reads them.",
        ["SRV026"] = "Reload a workspace from which a recipient is taken only when nothing waits for it; 'parley trace' and the queue show what does.",
        ["SRV027"] = "Narrow what the two systems accept, so that neither takes the other's answers.",
        ["SRV028"] = "Have the recipient answer with an identifier rather than with its whole record.",
        ["ERA010"] = "Let the recipient's system accept RecordNotice: it is then told by message.",
        ["ERA011"] = "Agree with the recipient who confirms notices, and give the time it needs in retention.yaml.",
        ["SHR010"] = "Have the agreement name the attributes that the recipient requires, before the flow begins; 'parley explain' shows what is withheld.",
        ["TRN201"] = "Make the field mandatory where it is entered.",
        ["TRN202"] = "Have the source's form accept this field only in the form that the interface describes.",
        ["TRN203"] = "Add the code to the translation's map when the source brings a new code into use; agree that new codes are announced.",
        ["TRN206"] = "Have the source send times with their offset.",
        ["TRN208"] = "Make this part of the message mandatory at the source.",
        ["TRN209"] = "Make the expression stand such values, and add a sample with one beside the translation.",
        ["TRN302"] = "Make the attribute mandatory at the source, or give the recipient's translation a default.",
        ["TRN304"] = "Add the code to the recipient's map, or give it a default for the way out.",
        ["TRN305"] = "Limit the length at the source, or say in the recipient's translation how it is cut.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly (string Prefix, string Text)[] s_families =
    [
        ("FMT", "Have the source's export tested against the format; 'parley translate' reads a sample as the server does."),
        ("DIC", "Have the source check the value when it is entered, by the same rule; 'parley dictionary' shows it."),
        ("TRN", "Have the source check the field when it is entered, in the form that its interface describes."),
        ("SHR", "Settle with the owner of the data what the agreement permits before the flow begins; 'parley explain' shows what is withheld."),
    ];

    /// <summary>The text for an exception.</summary>
    /// <param name="code">Its code.</param>
    /// <param name="issues">What was found, the JSON that the store keeps; null for nothing.</param>
    public static string Of(string code, string? issues)
    {
        foreach (string found in Codes(issues))
        {
            if (Text(found) is string text)
            {
                return text;
            }
        }

        return Text(code) ?? "Look at what caused it, and have the check made where the data is entered.";
    }

    /// <summary>The codes of what was found, errors first.</summary>
    public static IReadOnlyList<string> Codes(string? issues) => [.. Found(issues).Select(f => f.Code)];

    /// <summary>What was found, errors first: code and path.</summary>
    public static IReadOnlyList<(string Code, string Path, bool IsError)> Found(string? issues)
    {
        if (string.IsNullOrEmpty(issues))
        {
            return [];
        }

        using JsonDocument document = JsonDocument.Parse(issues);
        return
        [
            .. document.RootElement.EnumerateArray()
                .Select(i => (
                    i.GetProperty("code").GetString()!,
                    i.TryGetProperty("path", out JsonElement path) ? path.GetString()! : "",
                    i.GetProperty("severity").GetString() == "error"))
                .OrderBy(i => i.Item3 ? 0 : 1),
        ];
    }

    private static string? Text(string code) =>
        s_texts.GetValueOrDefault(code) ?? s_families.FirstOrDefault(f => code.StartsWith(f.Prefix, StringComparison.Ordinal)).Text;
}
