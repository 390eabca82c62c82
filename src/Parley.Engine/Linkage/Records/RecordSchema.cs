using Parley.Engine.Linkage.Columns;
using Parley.Engine.Linkage.Models;

namespace Parley.Engine.Linkage.Records;

/// <summary>How a record lies in its row of integers, and which comparisons its columns give.</summary>
internal sealed class RecordSchema
{
    /// <summary>The slots that every row has.</summary>
    public const int Given = 0, Middle = 1, Family = 2, Birth = 3, Sex = 4, Postcode = 5, Address = 6, FirstField = 7;

    /// <summary>The most comparisons: their levels are packed into four bits each.</summary>
    public const int MostComparisons = 16;

    /// <summary>Lays out the rows of a column map.</summary>
    public RecordSchema(ColumnMap map)
    {
        Map = map;
        ColumnFields = new int[map.Columns.Count];
        ColumnSlots = new int[map.Columns.Count];
        Fields = Lay(map);
        Stride = FirstField + Fields.Sum(f => f.Slots);
        Comparisons = [.. List(map.Columns.Select(c => c.Kind).ToHashSet())];
    }

    /// <summary>The columns.</summary>
    public ColumnMap Map { get; }

    /// <summary>The fields of sets.</summary>
    public IReadOnlyList<ValueField> Fields { get; }

    /// <summary>For each column its field, or -1 where it has a fixed slot.</summary>
    public int[] ColumnFields { get; }

    /// <summary>For each column with a field, its slot.</summary>
    public int[] ColumnSlots { get; }

    /// <summary>How many integers a row has.</summary>
    public int Stride { get; }

    /// <summary>The comparisons in the order of their levels.</summary>
    public IReadOnlyList<PlannedComparison> Comparisons { get; }

    /// <summary>The place of a comparison, or -1.</summary>
    public int IndexOf(ComparisonKind kind)
    {
        for (int i = 0; i < Comparisons.Count; i++)
        {
            if (Comparisons[i].Kind == kind)
            {
                return i;
            }
        }

        return -1;
    }

    private List<ValueField> Lay(ColumnMap map)
    {
        List<ValueField> fields = [];
        int slot = FirstField;
        var groups = map.Columns.Select((c, i) => (Column: c, Index: i, Kind: FieldKind(c.Kind)))
            .GroupBy(c => c.Kind is { } kind ? (kind, Name(kind, c.Column)) : (ComparisonKind.Sex, ""))
            .ToList();
        foreach (var group in groups)
        {
            foreach ((MappedColumn _, int index, ComparisonKind? kind) in group)
            {
                ColumnFields[index] = kind is null ? -1 : fields.Count;
                ColumnSlots[index] = kind is null ? -1 : slot++;
            }

            if (group.First().Kind is { } field)
            {
                fields.Add(new ValueField(field, group.Key.Item2, slot - group.Count(), group.Count(), new ValueDictionary()));
            }
        }

        return fields;
    }

    // Telephones, e-mails and marks are one set each whatever their columns are called; the others are told apart by name.
    private static string Name(ComparisonKind kind, MappedColumn column) =>
        kind is ComparisonKind.Telephone or ComparisonKind.Email or ComparisonKind.Vrm ? ComparisonLevels.Word(kind) : column.Name;

    private static ComparisonKind? FieldKind(ColumnKind kind) => kind switch
    {
        ColumnKind.Town => ComparisonKind.Town,
        ColumnKind.Telephone => ComparisonKind.Telephone,
        ColumnKind.Email => ComparisonKind.Email,
        ColumnKind.Vrm => ComparisonKind.Vrm,
        ColumnKind.ExclusiveIdentifier => ComparisonKind.ExclusiveIdentifier,
        ColumnKind.SharedIdentifier => ComparisonKind.SharedIdentifier,
        ColumnKind.Free => ComparisonKind.Free,
        _ => null,
    };

    private IEnumerable<PlannedComparison> List(HashSet<ColumnKind> kinds)
    {
        bool given = kinds.Contains(ColumnKind.GivenName) || kinds.Contains(ColumnKind.FullName);
        bool family = kinds.Contains(ColumnKind.FamilyName) || kinds.Contains(ColumnKind.FullName);
        (ComparisonKind Kind, bool Wanted)[] usual =
        [
            (ComparisonKind.GivenName, given), (ComparisonKind.MiddleName, given), (ComparisonKind.FamilyName, family), (ComparisonKind.NameOrder, given && family),
            (ComparisonKind.DateOfBirth, kinds.Contains(ColumnKind.DateOfBirth)), (ComparisonKind.Sex, kinds.Contains(ColumnKind.Sex)),
            (ComparisonKind.Address, kinds.Contains(ColumnKind.Address)), (ComparisonKind.Postcode, kinds.Contains(ColumnKind.Postcode)),
        ];
        foreach ((ComparisonKind kind, bool _) in usual.Where(u => u.Wanted))
        {
            yield return new PlannedComparison(kind, ComparisonLevels.Word(kind), null);
        }

        foreach (ValueField field in Fields)
        {
            yield return new PlannedComparison(field.Kind, field.Name, field);
        }
    }
}
