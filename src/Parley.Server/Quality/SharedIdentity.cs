using Parley.Engine.Dictionary;
using Parley.Server.Storage;

namespace Parley.Server.Quality;

/// <summary>Which identifiers belong to one person or thing alone, and what two records that share one say differently.</summary>
internal static class SharedIdentity
{
    // Telephones, addresses and marks are shared or change hands; these do neither.
    private static readonly HashSet<string> s_exclusive = new(StringComparer.Ordinal)
    {
        "pnc-id", "cro", "nino", "driver-number", "uk-passport", "vin", "imei",
    };

    // What a person or thing is known by, or how it is spelt, differs for good reasons; what kind it is of and when it came to be does not.
    private static readonly HashSet<string> s_compared = new(StringComparer.Ordinal) { "dateOfBirth", "dateOfDeath", "sex", "gender", "make", "model", "registration" };

    /// <summary>The keyed hashes of a record's own identifiers.</summary>
    public static IEnumerable<long> KeysOf(ContentKeys keys, Record record)
    {
        List<long> found = [];
        foreach (AttributeValue item in record.Attributes)
        {
            if (item.Attribute.Identifier is string kind && s_exclusive.Contains(kind))
            {
                foreach (Value value in item.Value.Values)
                {
                    found.Add(keys.Blind("quality", record.Type.Name, kind, value.ToString()));
                }
            }
        }

        return found;
    }

    /// <summary>The attributes in which two records of one type contradict each other: both say something, and it cannot both be so.</summary>
    public static IEnumerable<string> Contradictions(Record one, Record other)
    {
        List<string> found = [];
        foreach (AttributeValue item in one.Attributes)
        {
            Value theirs = other[item.Attribute];
            if (s_compared.Contains(item.Attribute.Name) && !item.Attribute.Many && !theirs.IsNone && Differ(item.Value, theirs))
            {
                found.Add(item.Attribute.Name);
            }
        }

        return found;
    }

    // The year alone does not contradict a day of that year; a code that no map knows contradicts nothing.
    private static bool Differ(in Value one, in Value other) => (one.Form, other.Form) switch
    {
        (ValueForm.Date, ValueForm.Date) => Differ(one.AsDate, other.AsDate),
        (ValueForm.Code, ValueForm.Code) => one != other,
        (ValueForm.Text, ValueForm.Text) => !string.Equals(one.AsText, other.AsText, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static bool Differ(PartialDate one, PartialDate other) =>
        one.Year != other.Year
        || (one.Month != 0 && other.Month != 0 && one.Month != other.Month)
        || (one.Day != 0 && other.Day != 0 && one.Day != other.Day);
}
