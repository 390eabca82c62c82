using Parley.Engine.Dictionary;
using Parley.Engine.Linkage.Normalising;

namespace Parley.Engine.Identities;

/// <summary>Reads the identifiers of vehicles, telephones, mailboxes and places off their records; values that say nothing (UNKNOWN, 00000) give none.</summary>
public static class ThingKeys
{
    // In the order in which addresses are written: a flat is told as a flat by one source, as a building's name by another, and in one piece by a third.
    private static readonly string[] s_address = ["flat", "building", "buildingNumber", "street"];

    /// <summary>The types of record that have such identifiers.</summary>
    public static IReadOnlyList<string> Types { get; } = ["Vehicle", "Telephone", "EmailAddress", "Location"];

    /// <summary>The identifiers of a record, exclusive ones first; none for a record of another type.</summary>
    public static IReadOnlyList<ThingKey> Of(Record record)
    {
        ArgumentNullException.ThrowIfNull(record);
        List<ThingKey> keys = [];
        switch (record.Type.Name)
        {
            case "Vehicle":
                Add(keys, "vin", ValueText.Identifier(Text(record, "vin")));
                Add(keys, "vrm", ValueText.Identifier(Text(record, "registration")));
                break;
            case "Telephone":
                Add(keys, "telephone", ValueText.Telephone(Text(record, "number")));
                break;
            case "EmailAddress":
                Add(keys, "e-mail", ValueText.Email(Text(record, "address")));
                break;
            case "Location":
                Add(keys, "uprn", ValueText.Identifier(Text(record, "uprn")));
                Add(keys, "address", Address(record));
                break;
        }

        return keys;
    }

    // Only what leads to one door: a number and a postcode. A street or a town is shared by many places.
    private static string Address(Record record)
    {
        string parts = string.Join(' ', s_address.Select(a => Text(record, a)).Where(t => t.Length > 0));
        string address = ValueText.Address(parts.Length > 0 ? parts : Text(record, "addressText"));
        string postcode = ValueText.Postcode(Text(record, "postcode"));
        return address.Any(char.IsAsciiDigit) && postcode.Length > 0 ? $"{address} {postcode}" : "";
    }

    private static string Text(Record record, string attribute) => record[attribute].ToString();

    private static void Add(List<ThingKey> keys, string kind, string text)
    {
        if (text.Length > 0)
        {
            keys.Add(new ThingKey(kind, text));
        }
    }
}
