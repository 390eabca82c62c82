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

        double similarity = Similarity(addresses.Words(a), addresses.Words(b), out bool otherNumber);
        return otherNumber && similarity >= 0.4 ? 3 : similarity >= 0.95 ? 1 : similarity >= 0.66 ? 2 : similarity >= 0.4 ? 3 : 4;
    }

    private double Similarity(ReadOnlySpan<int> a, ReadOnlySpan<int> b, out bool otherNumber)
    {
        Span<int> restA = stackalloc int[MostWords];
        Span<int> restB = stackalloc int[MostWords];
        (int countA, int countB) = (0, 0);
        (float sumA, float sumB, float common) = (0, 0, 0);
        bool sharesNumber = false;
        int j = 0;
        foreach (int word in a)
        {
            float weight = addresses.Weight(word);
            sumA += weight;
            for (; j < b.Length && b[j] < word; j++)
            {
                sumB += Rest(b[j], restB, ref countB);
            }

            if (j < b.Length && b[j] == word)
            {
                sumB += weight;
                common += weight;
                sharesNumber |= addresses.IsNumber(word);
                j++;
            }
            else
            {
                Rest(word, restA, ref countA);
            }
        }

        for (; j < b.Length; j++)
        {
            sumB += Rest(b[j], restB, ref countB);
        }

        common += Misspelt(restA[..countA], restB[..countB]);
        otherNumber = !sharesNumber && HasNumber(restA[..countA]) && HasNumber(restB[..countB]);
        return sumA + sumB == 0 ? 0 : 2 * common / (sumA + sumB);
    }

    private float Rest(int word, Span<int> rest, ref int count)
    {
        if (count < rest.Length)
        {
            rest[count++] = word;
        }

        return addresses.Weight(word);
    }

    private float Misspelt(Span<int> a, Span<int> b)
    {
        float common = 0;
        foreach (int left in a)
        {
            for (int j = 0; j < b.Length; j++)
            {
                if (b[j] != 0 && AreMisspelt(left, b[j]))
                {
                    common += 0.9f * Math.Min(addresses.Weight(left), addresses.Weight(b[j]));
                    b[j] = 0;
                    break;
                }
            }
        }

        return common;
    }

    private bool AreMisspelt(int a, int b)
    {
        string left = addresses.Word(a);
        string right = addresses.Word(b);
        return left.Length >= 4 && right.Length >= 4 && left[0] == right[0] && !char.IsAsciiDigit(left[0])
            && (OneEdit.Apart(left, right) || JaroWinkler.Similarity(left, right) >= 0.9);
    }

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
