using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Wexshire.Estate.Roles.Ledgerline;

/// <summary>What Ledgerline asks of an entry. All rules run.</summary>
internal static partial class EntryRules
{
    private static readonly string[] Kinds = ["crime", "stop", "intelligence"];
    private static readonly string[] Parts = ["victim", "witness", "suspect", "informant", "other"];
    private static readonly string[] Uses = ["used", "stolen", "damaged", "seen"];

    public static List<string> Check(XElement entry)
    {
        var faults = new List<string>();
        Need(faults, entry.Name == "entry", "the root element must be entry");
        Need(faults, Kinds.Contains(entry.Attribute("kind")?.Value), $"@kind must be one of {string.Join(' ', Kinds)}");
        Need(faults, entry.Attribute("ref")?.Value is { Length: > 0 }, "@ref is mandatory");
        foreach (var nominal in entry.Elements("nominal"))
        {
            Need(faults, nominal.Attribute("part") is not { } part || Parts.Contains(part.Value), $"nominal/@part '{nominal.Attribute("part")?.Value}' is not in the list");
            Need(faults, nominal.Attribute("born") is not { } born || Day().IsMatch(born.Value), $"nominal/@born '{nominal.Attribute("born")?.Value}' is no date");
        }

        foreach (var vehicle in entry.Elements("vehicle"))
        {
            Need(faults, vehicle.Attribute("use") is not { } use || Uses.Contains(use.Value), $"vehicle/@use '{vehicle.Attribute("use")?.Value}' is not in the list");
        }

        return faults;
    }

    private static void Need(List<string> faults, bool holds, string fault)
    {
        if (!holds)
        {
            faults.Add(fault);
        }
    }

    [GeneratedRegex(@"^\d{4}(-\d{2}(-\d{2})?)?$")]
    private static partial Regex Day();
}
