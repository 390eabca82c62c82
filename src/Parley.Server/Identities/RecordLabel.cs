using Parley.Engine.Dictionary;

namespace Parley.Server.Identities;

/// <summary>A record in a few words, from what may be seen of it.</summary>
internal static class RecordLabel
{
    private static readonly string[][] s_ways =
    [
        ["title", "givenNames", "familyName"], ["fullName"], ["alias"], ["registration"], ["number"], ["name"], ["addressText"],
        ["signal", "text"], ["address"], ["reference"], ["offence", "type"],
    ];

    // From the smallest part to the largest, each on a line of its own on an envelope.
    private static readonly string[] s_before = ["businessName", "unitNumber"];
    private static readonly string[] s_after = ["locality", "town", "postcode"];

    /// <summary>The label; the type alone where nothing tells the record from others.</summary>
    public static string Of(Record record)
    {
        if (record.Type.Kind == RecordKind.Location && AddressOf(record) is { Length: > 0 } address)
        {
            return address;
        }

        foreach (string[] way in s_ways)
        {
            string[] parts = [.. Texts(record, way)];
            if (parts.Length > 0 && !(parts.Length == 1 && record["title"].ToString() == parts[0]))
            {
                return string.Join(' ', parts);
            }
        }

        return record.Type.Name;
    }

    // As addresses are written in the United Kingdom: Flat 2, 14 Orchard Road, Wexham, WX4 7QD.
    private static string AddressOf(Record record)
    {
        (string flat, string building, string number) = (Text(record["flat"]), Text(record["building"]), Text(record["buildingNumber"]));
        if (number.Length == 0 && building.Length == 0)
        {
            // The attribute is also that of a house's number.
            (flat, number) = ("", flat);
        }

        string door = string.Join(' ', Texts(record, "street").Prepend(number).Where(p => p.Length > 0));
        string[] lines = [.. Texts(record, s_before).Append(flat).Append(building).Append(door).Where(l => l.Length > 0)];
        string whole = Text(record["addressText"]);
        return lines.Length == 0 && whole.Length > 0 ? whole : string.Join(", ", lines.Concat(Texts(record, s_after)));
    }

    private static IEnumerable<string> Texts(Record record, params string[] attributes) => attributes.Select(a => Text(record[a])).Where(t => t.Length > 0);

    private static string Text(Value value) => value.Form switch
    {
        ValueForm.Code => value.AsCode.Label,
        ValueForm.List => string.Join(' ', value.Values.ToArray().Select(v => v.ToString())),
        _ => value.ToString(),
    };
}
