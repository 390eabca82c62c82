using Parley.Engine.Linkage.Records;

namespace Parley.Engine.Linkage.Comparing;

/// <summary>Compares addresses by the words they share. Numbers must be equal; a street's name may have a typing error.</summary>
internal sealed class AddressComparer(AddressValues addresses)
{
    private const int MostWords = 24;

    /// <summary>The level of two addresses (1 to 4).</summary>
    public int Level(int a, int b)
    {
        if (a == b)
        {
            return 1;
        }

        bool inOrder = string.CompareOrdinal(addresses.Text(a), addresses.Text(b)) < 0;
        double similarity = inOrder ? Similarity(addresses.Words(a), addresses.Words(b), out bool otherNumber) : Similarity(addresses.Words(b), addresses.Words(a), out otherNumber);
        return otherNumber && similarity >= 0.4 ? 3 : similarity >= 0.95 ? 1 : similarity >= 0.66 ? 2 : similarity >= 0.4 ? 3 : 4;
    }

    private double Similarity(ReadOnlySpan<int> a, ReadOnlySpan<int> b, out bool otherNumber)
    {
        a = a.Length > MostWords ? a[..MostWords] : a;
        b = b.Length > MostWords ? b[..MostWords] : b;
        Span<int> restA = stackalloc int[MostWords];
        Span<int> restB = stackalloc int[MostWords];
        b.CopyTo(restB);
        restB = restB[..b.Length];
        int countA = 0;
        (int sum, int common) = (Sum(b), 0);
        bool sharesNumber = false;
        foreach (int word in a)
        {
            int weight = addresses.Weight(word);
            sum += weight;
            int place = restB.IndexOf(word);
            if (place < 0)
            {
                restA[countA++] = word;
                continue;
            }

            restB[place] = 0;
            common += weight;
            sharesNumber |= addresses.IsNumber(word);
        }

        otherNumber = !sharesNumber && HasNumber(restA[..countA]) && HasNumber(restB);
        // Misspelt words count nine tenths, in tenths throughout.
        int tenths = (10 * common) + (9 * Misspelt(restA[..countA], restB));
        return sum == 0 ? 0 : 2 * tenths / (10.0 * sum);
    }

    private int Sum(ReadOnlySpan<int> words)
    {
        int sum = 0;
        foreach (int word in words)
        {
            sum += addresses.Weight(word);
        }

        return sum;
    }

    private int Misspelt(ReadOnlySpan<int> a, Span<int> b)
    {
        int common = 0;
        foreach (int left in a)
        {
            for (int j = 0; j < b.Length; j++)
            {
                if (b[j] != 0 && AreMisspelt(addresses.Word(left), addresses.Word(b[j])))
                {
                    common += Math.Min(addresses.Weight(left), addresses.Weight(b[j]));
                    b[j] = 0;
                    break;
                }
            }
        }

        return common;
    }

    private static bool AreMisspelt(string left, string right) =>
        left.Length >= 4 && right.Length >= 4 && left[0] == right[0] && !char.IsAsciiDigit(left[0])
            && (OneEdit.Apart(left, right) || JaroWinkler.Similarity(left, right) >= 0.9);

    private bool HasNumber(ReadOnlySpan<int> words)
    {
        foreach (int word in words)
        {
            if (word != 0 && addresses.IsNumber(word))
            {
                return true;
            }
        }

        return false;
    }
}
