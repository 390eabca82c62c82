using Parley.Engine.Dictionary;
using Parley.Engine.Linkage.Columns;
using Parley.Engine.Linkage.Incremental;

namespace Parley.Engine.Identities;

/// <summary>
/// What of a Person record of a bundle speaks for its identity, as columns of the linkage engine: its own values and those of the places, telephones, e-mail
/// addresses and vehicles that the bundle links it to.
/// </summary>
public static class PersonColumns
{
    /// <summary>The record type of persons.</summary>
    public const string Type = "Person";

    private const int Telephones = 4, Emails = 2, Marks = 2;

    private static readonly string[] s_telephones = ["telephones", "mobileTelephone", "homeTelephone", "workTelephone", "safeContactNumber"];

    private static readonly string[] s_identifiers = ["pncId", "cro", "niNumber", "driverNumber", "nhsNumber"];

    // The first of these that a person has is the address it is compared by.
    private static readonly string[] s_addressRoles = ["home-address", "current-address", "permanent-address", "bail-address", "contact-address", "previous-address"];

    private static readonly string[] s_addressParts = ["addressText", "flat", "building", "buildingNumber", "street", "locality", "town"];

    private static readonly MappedColumn[] s_columns =
    [
        new("given", ColumnKind.GivenName), new("family", ColumnKind.FamilyName), new("name", ColumnKind.FullName), new("born", ColumnKind.DateOfBirth),
        new("sex", ColumnKind.Sex), new("address", ColumnKind.Address), new("postcode", ColumnKind.Postcode),
        .. Enumerable.Range(1, Telephones).Select(n => new MappedColumn($"telephone{n}", ColumnKind.Telephone)),
        .. Enumerable.Range(1, Emails).Select(n => new MappedColumn($"email{n}", ColumnKind.Email)),
        .. Enumerable.Range(1, Marks).Select(n => new MappedColumn($"vrm{n}", ColumnKind.Vrm)),
        .. s_identifiers.Select(i => new MappedColumn(i, ColumnKind.ExclusiveIdentifier)),
    ];

    private static readonly Dictionary<string, int> s_places = s_columns.Select((c, i) => (c.Column, i)).ToDictionary(c => c.Column, c => c.i, StringComparer.Ordinal);

    /// <summary>The columns.</summary>
    public static ColumnMap Map { get; } = new(s_columns);

    /// <summary>The columns that a person of a bundle fills, with the values as they stand.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="place">The person's place in it.</param>
    public static IReadOnlyList<(int Column, string Text)> Of(Bundle bundle, int place)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        List<(int Column, string Text)> filled = [];
        Record person = bundle.Records[place];
        AddOwn(person, filled);
        HashSet<string> telephones = [.. s_telephones.SelectMany(name => Texts(person, name))];
        HashSet<string> emails = [.. Texts(person, "emails")];
        HashSet<string> marks = [];
        Record? address = null;
        int addressRank = int.MaxValue;
        foreach (Link link in bundle.Links)
        {
            if ((link.From == place ? link.To : link.To == place ? link.From : -1) is not (>= 0 and int at))
            {
                continue;
            }

            Record other = bundle.Records[at];
            telephones.UnionWith(other.Type.Name == "Telephone" ? Texts(other, "number") : []);
            emails.UnionWith(other.Type.Name == "EmailAddress" ? Texts(other, "address") : []);
            marks.UnionWith(other.Type.Name == "Vehicle" && link.Role.Name is "owner-of" or "keeper-of" or "driver-of" ? Texts(other, "registration") : []);
            int rank = Array.IndexOf(s_addressRoles, link.Role.Name);
            if (rank >= 0 && rank < addressRank && other.Type.Kind == RecordKind.Location)
            {
                (address, addressRank) = (other, rank);
            }
        }

        AddSet(filled, "telephone", telephones, Telephones);
        AddSet(filled, "email", emails, Emails);
        AddSet(filled, "vrm", marks, Marks);
        AddAddress(address, filled);
        return filled;
    }

    /// <summary>Puts a person of a bundle into an index, or corrects the one of this id.</summary>
    public static void Put(LinkageIndex index, string id, Bundle bundle, int place)
    {
        ArgumentNullException.ThrowIfNull(index);
        Fill(index, bundle, place);
        index.Put(id);
    }

    /// <summary>Sets the values of a person of a bundle, for what comes next of the index.</summary>
    public static void Fill(LinkageIndex index, Bundle bundle, int place)
    {
        ArgumentNullException.ThrowIfNull(index);
        foreach ((int column, string text) in Of(bundle, place))
        {
            index.Set(column, text);
        }
    }

    private static void AddOwn(Record person, List<(int Column, string Text)> filled)
    {
        Add(filled, "given", string.Join(' ', Texts(person, "givenNames")));
        Add(filled, "family", string.Join(' ', Texts(person, "familyName")));
        Add(filled, "name", Texts(person, "fullName").FirstOrDefault());
        Add(filled, "born", Texts(person, "dateOfBirth").FirstOrDefault());
        Add(filled, "sex", Texts(person, "sex").Concat(Texts(person, "gender")).FirstOrDefault());
        foreach (string identifier in s_identifiers)
        {
            Add(filled, identifier, Texts(person, identifier).FirstOrDefault());
        }

        Add(filled, "address", Texts(person, "addressText").FirstOrDefault());
    }

    private static void AddAddress(Record? address, List<(int Column, string Text)> filled)
    {
        if (address is null)
        {
            return;
        }

        filled.RemoveAll(f => f.Column == s_places["address"]);
        Add(filled, "address", string.Join(' ', s_addressParts.SelectMany(part => Texts(address, part))));
        Add(filled, "postcode", Texts(address, "postcode").FirstOrDefault());
    }

    // In order of the values, so that the order in which a message tells them does not count.
    private static void AddSet(List<(int Column, string Text)> filled, string name, HashSet<string> values, int most)
    {
        int n = 0;
        foreach (string value in values.Order(StringComparer.Ordinal).Take(most))
        {
            filled.Add((s_places[$"{name}{++n}"], value));
        }
    }

    private static void Add(List<(int Column, string Text)> filled, string column, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            filled.Add((s_places[column], text));
        }
    }

    private static IEnumerable<string> Texts(Record record, string attribute)
    {
        Value value = record[attribute];
        return value.Form == ValueForm.List ? value.Values.ToArray().Select(v => v.ToString()) : value.IsNone ? [] : [value.ToString()];
    }
}
