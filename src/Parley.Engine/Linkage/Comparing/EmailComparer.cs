using Parley.Engine.Linkage.Records;

namespace Parley.Engine.Linkage.Comparing;

/// <summary>
/// Corrects the level of e-mail addresses for what the names already say: two people of one name have addresses alike, so likeness then proves nothing, and an
/// address made of the name alone little.
/// </summary>
internal static class EmailComparer
{
    private const int Same = 1, Close = 2, Different = 4, AsNames = 5, SameAsNames = 6;

    /// <summary>The level, given that both names agree.</summary>
    /// <param name="level">The level without regard to names.</param>
    /// <param name="field">The e-mail addresses.</param>
    /// <param name="a">One record.</param>
    /// <param name="b">The other.</param>
    /// <param name="family">The family name of either.</param>
    public static int Given(int level, ValueField field, ReadOnlySpan<int> a, ReadOnlySpan<int> b, in NameFeature family) => level switch
    {
        Same => IsOfNames(field.Values.Text(SetComparer.Shared(field, a, b)), family) ? SameAsNames : Same,
        Close => HasLetterError(field, a, b) ? Close : AsNames,
        > Close and < Different => AsNames,
        _ => level,
    };

    private static bool IsOfNames(string address, in NameFeature family)
    {
        ReadOnlySpan<char> local = address.AsSpan(0, address.IndexOf('@', StringComparison.Ordinal));
        return local.IndexOfAnyInRange('0', '9') < 0 && local.Contains(family.Joined, StringComparison.OrdinalIgnoreCase);
    }

    // One letter typed wrong is an error of writing; another figure is another person's address.
    private static bool HasLetterError(ValueField field, ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        for (int i = field.FirstSlot; i < field.FirstSlot + field.Slots; i++)
        {
            for (int j = field.FirstSlot; a[i] != 0 && j < field.FirstSlot + field.Slots; j++)
            {
                if (b[j] != 0 && IsLetterError(field.Values.Text(a[i]), field.Values.Text(b[j])))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static bool IsLetterError(string a, string b)
    {
        if (!OneEdit.Apart(a, b))
        {
            return false;
        }

        int same = a.AsSpan().CommonPrefixLength(b);
        return !char.IsAsciiDigit(same < a.Length ? a[same] : 'x') && !char.IsAsciiDigit(same < b.Length ? b[same] : 'x');
    }
}
