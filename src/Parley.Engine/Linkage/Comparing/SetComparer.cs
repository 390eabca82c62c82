using Parley.Engine.Linkage.Models;
using Parley.Engine.Linkage.Records;

namespace Parley.Engine.Linkage.Comparing;

/// <summary>Compares fields that hold a set of values: the best agreement of any two counts.</summary>
internal static class SetComparer
{
    /// <summary>The level; 0 when one side has no value.</summary>
    public static int Level(ValueField field, ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int best = 0;
        for (int i = field.FirstSlot; i < field.FirstSlot + field.Slots; i++)
        {
            for (int j = field.FirstSlot; a[i] != 0 && j < field.FirstSlot + field.Slots; j++)
            {
                if (b[j] != 0)
                {
                    int level = a[i] == b[j] ? ComparisonLevels.Same : Unequal(field.Kind, field.Values.Text(a[i]), field.Values.Text(b[j]));
                    best = best == 0 || level < best ? level : best;
                }
            }
        }

        return best;
    }

    /// <summary>Whether both records have a value.</summary>
    public static bool BothHold(ValueField field, ReadOnlySpan<int> a, ReadOnlySpan<int> b) =>
        a.Slice(field.FirstSlot, field.Slots).IndexOfAnyExcept(0) >= 0 && b.Slice(field.FirstSlot, field.Slots).IndexOfAnyExcept(0) >= 0;

    /// <summary>The value that two records share, the least frequent of several; 0 when none.</summary>
    public static int Shared(ValueField field, ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        int shared = 0;
        for (int i = field.FirstSlot; i < field.FirstSlot + field.Slots; i++)
        {
            for (int j = field.FirstSlot; a[i] != 0 && j < field.FirstSlot + field.Slots; j++)
            {
                if (a[i] == b[j] && (shared == 0 || field.Values.Count(a[i]) < field.Values.Count(shared)))
                {
                    shared = a[i];
                }
            }
        }

        return shared;
    }

    private static int Unequal(ComparisonKind kind, string a, string b) => kind switch
    {
        ComparisonKind.Email => Email(a, b),
        ComparisonKind.Telephone => a.Length >= 7 && b.Length >= 7 && (OneEdit.Apart(a, b) || a.AsSpan(a.Length - 7).SequenceEqual(b.AsSpan(b.Length - 7))) ? 2 : 3,
        ComparisonKind.Vrm or ComparisonKind.ExclusiveIdentifier or ComparisonKind.SharedIdentifier => Math.Min(a.Length, b.Length) >= 5 && OneEdit.Apart(a, b) ? 2 : 3,
        _ => OneEdit.Apart(a, b) && Math.Min(a.Length, b.Length) >= 4 || JaroWinkler.Similarity(a, b) >= 0.9 ? 2 : 3,
    };

    private static int Email(string a, string b)
    {
        if (OneEdit.Apart(a, b) || JaroWinkler.Similarity(a, b) >= 0.94)
        {
            return 2;
        }

        ReadOnlySpan<char> left = a.AsSpan(0, a.IndexOf('@', StringComparison.Ordinal));
        return left.SequenceEqual(b.AsSpan(0, b.IndexOf('@', StringComparison.Ordinal))) ? 3 : 4;
    }
}
