using Parley.Engine.Linkage.Normalising;
using Parley.Engine.Linkage.Records;

namespace Parley.Engine.Linkage.Comparing;

/// <summary>Compares names that are not equal. Remembers recent answers, since the same two names meet often; one for each thread.</summary>
internal sealed class NameComparer(NameValues names)
{
    private const int Remembered = 1 << 16;
    private const double Close = 0.92;
    private const double Similar = 0.85;

    private readonly ulong[] _pairs = new ulong[Remembered];
    private readonly byte[] _levels = new byte[Remembered];

    /// <summary>The level of two given names (1 to 6).</summary>
    public int Given(int a, int b) => a == b ? 1 : Remember(a, b, 0);

    /// <summary>The level of two family names (1 to 5).</summary>
    public int Family(int a, int b) => a == b ? 1 : Remember(a, b, 1);

    /// <summary>The level of two middle names (1 to 4).</summary>
    public int Middle(int a, int b) => a == b ? 1 : Remember(a, b, 2);

    private int Remember(int a, int b, int role)
    {
        ulong pair = ((ulong)(uint)Math.Min(a, b) << 34) | ((ulong)(uint)Math.Max(a, b) << 2) | (uint)role;
        int place = (int)((pair * 0x9E3779B97F4A7C15UL) >> 48);
        if (_pairs[place] == pair && _levels[place] != 0)
        {
            return _levels[place];
        }

        ref readonly NameFeature left = ref names.Feature(a);
        ref readonly NameFeature right = ref names.Feature(b);
        int level = role switch { 0 => GivenLevel(left, right), 1 => FamilyLevel(left, right), _ => MiddleLevel(left, right) };
        _pairs[place] = pair;
        _levels[place] = (byte)level;
        return level;
    }

    private static int GivenLevel(in NameFeature a, in NameFeature b)
    {
        if (a.Joined.Length == 1 || b.Joined.Length == 1)
        {
            return a.Initial == b.Initial ? 4 : 6;
        }

        return Nicknames.Share(a.Groups, b.Groups) ? 2 : IsClose(a, b) ? 3 : IsSimilar(a, b) ? 5 : 6;
    }

    private static int FamilyLevel(in NameFeature a, in NameFeature b)
    {
        if (a.Joined.Length == 1 || b.Joined.Length == 1)
        {
            return a.Initial == b.Initial ? 4 : 5;
        }

        return a.Joined == b.Joined || SharesWord(a, b) ? 2 : IsClose(a, b) ? 3 : IsSimilar(a, b) ? 4 : 5;
    }

    private static int MiddleLevel(in NameFeature a, in NameFeature b)
    {
        if (a.Joined.Length == 1 || b.Joined.Length == 1)
        {
            return a.Initial == b.Initial ? 3 : 4;
        }

        return SharesWord(a, b) || IsClose(a, b) || Nicknames.Share(a.Groups, b.Groups) ? 2 : 4;
    }

    private static bool IsClose(in NameFeature a, in NameFeature b) =>
        (Math.Min(a.Joined.Length, b.Joined.Length) >= 4 && OneEdit.Apart(a.Joined, b.Joined)) || JaroWinkler.Similarity(a.Joined, b.Joined) >= Close;

    private static bool IsSimilar(in NameFeature a, in NameFeature b) =>
        (a.Sound == b.Sound && a.Joined.Length > 2) || JaroWinkler.Similarity(a.Joined, b.Joined) >= Similar;

    // Double-barrelled on one side: SMITH JONES and JONES. Particles alone (DE, AL) are no agreement.
    private static bool SharesWord(in NameFeature a, in NameFeature b)
    {
        if (a.Words.Length == 1 && b.Words.Length == 1)
        {
            return false;
        }

        foreach (string word in a.Words)
        {
            if (word.Length >= 3 && Array.IndexOf(b.Words, word) >= 0)
            {
                return true;
            }
        }

        return false;
    }
}
