namespace Parley.Engine.Linkage.Normalising;

/// <summary>Given names that stand for one another: Elizabeth, Liz, Beth. A name may belong to several groups.</summary>
internal static class Nicknames
{
    private static readonly Dictionary<string, short[]> Groups = Read();

    /// <summary>The groups of a name, rising; empty when it has none.</summary>
    public static short[] Of(string name) => Groups.GetValueOrDefault(name, []);

    /// <summary>Whether two names share a group.</summary>
    public static bool Share(short[] left, short[] right)
    {
        foreach (short group in left)
        {
            if (Array.IndexOf(right, group) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static Dictionary<string, short[]> Read()
    {
        Dictionary<string, List<short>> groups = new(StringComparer.Ordinal);
        short number = 0;
        foreach (string line in LinkageResources.Lines("nicknames.txt"))
        {
            number++;
            foreach (string name in line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal))
            {
                (groups.TryGetValue(name, out List<short>? of) ? of : groups[name] = []).Add(number);
            }
        }

        return groups.ToDictionary(g => g.Key, g => g.Value.ToArray(), StringComparer.Ordinal);
    }
}
