using Parley.Engine.Linkage.Columns;
using Parley.Engine.Linkage.Incremental;
using Parley.Engine.Linkage.Records;

namespace Parley.Engine.Tests.Linkage.Support;

/// <summary>Small sets of invented people with errors, and tables of them.</summary>
internal static class People
{
    public static ColumnMap Map { get; } = new(
    [
        new MappedColumn("given", ColumnKind.GivenName), new MappedColumn("family", ColumnKind.FamilyName), new MappedColumn("dob", ColumnKind.DateOfBirth), new MappedColumn("sex", ColumnKind.Sex),
        new MappedColumn("address", ColumnKind.Address), new MappedColumn("postcode", ColumnKind.Postcode), new MappedColumn("telephone", ColumnKind.Telephone),
    ]);

    private static readonly string[] Given = ["Anna", "Robert", "Bob", "Margaret", "Peggy", "Piotr", "Fatima", "Ian", "Hugh", "Ailsa", "Tom", "Thomas"];
    private static readonly string[] Family = ["Ashwell", "Barton", "Smith", "Smyth", "Okoro", "Nowak", "Macdonald", "Lee", "Patel", "Vance"];

    /// <summary>Records of a seed: the values of the map's columns, about three for each person.</summary>
    public static List<(string Id, string[] Values)> Records(int count, int seed)
    {
        Random random = new(seed);
        List<string[]> people = [.. Enumerable.Range(0, Math.Max(1, count / 3)).Select(_ => Person(random))];
        return [.. Enumerable.Range(0, count).Select(i => ($"r{i:0000}", Altered(people[random.Next(people.Count)], random)))];
    }

    public static RecordTable Table(IEnumerable<(string Id, string[] Values)> records, ValueFrequencies? frequencies = null)
    {
        RecordTable table = new(Map, frequencies);
        foreach ((string id, string[] values) in records)
        {
            for (int c = 0; c < values.Length; c++)
            {
                table.Set(c, values[c]);
            }

            table.Add(id);
        }

        return table;
    }

    public static void Put(this LinkageIndex index, string id, string[] values)
    {
        for (int c = 0; c < values.Length; c++)
        {
            index.Set(c, values[c]);
        }

        index.Put(id);
    }

    private static string[] Person(Random random) =>
    [
        Given[random.Next(Given.Length)], Family[random.Next(Family.Length)], $"{1950 + random.Next(50)}-{1 + random.Next(12):00}-{1 + random.Next(28):00}", random.Next(2) == 0 ? "M" : "F",
        $"{1 + random.Next(30)} Fennel Road", $"ZX{1 + random.Next(9)} 1AB", $"07700 900{random.Next(40):000}",
    ];

    private static string[] Altered(string[] person, Random random)
    {
        string[] values = [.. person];
        for (int c = 0; c < values.Length; c++)
        {
            values[c] = random.Next(12) switch
            {
                0 => "",
                1 when values[c].Length > 3 => values[c].Remove(1 + random.Next(values[c].Length - 2), 1),
                2 => Person(random)[c],
                _ => values[c],
            };
        }

        return values;
    }
}
