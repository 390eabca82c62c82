using Parley.Engine.Dictionary;

namespace Parley.Server.Identities;

/// <summary>A record in a few words, from what may be seen of it.</summary>
internal static class RecordLabel
{
    private static readonly string[][] s_ways =
    [
        ["title", "givenNames", "familyName"], ["fullName"], ["alias"], ["registration"], ["number"], ["name"], ["businessName", "flat", "buildingNumber", "building", "street", "town", "postcode"],
        ["addressText"], ["signal", "text"], ["address"], ["reference"], ["offence", "type"],
    ];

    /// <summary>The label; the type alone where nothing tells the record from others.</summary>
    public static string Of(Record record)
    {
        foreach (string[] way in s_ways)
        {
            string[] parts = [.. way.Select(a => Text(record[a])).Where(t => t.Length > 0)];
            if (parts.Length > 0 && !(parts.Length == 1 && record["title"].ToString() == parts[0]))
            {
                return string.Join(' ', parts);
            }
        }

        return record.Type.Name;
    }

    private static string Text(Value value) => value.Form switch
    {
        ValueForm.Code => value.AsCode.Label,
        ValueForm.List => string.Join(' ', value.Values.ToArray().Select(v => v.ToString())),
        _ => value.ToString(),
    };
}
