using Parley.Engine.Dictionary;

namespace Parley.Engine.Translation.Verification;

/// <summary>
/// Compares two bundles where order means nothing: records are paired by type, entity role, values and links, the subjects with each other;
/// then values and links are compared.
/// </summary>
public static class BundleComparer
{
    /// <summary>Whether a value of the left bundle's record may stand for one of the right.</summary>
    /// <param name="record">The record's place in the left bundle.</param>
    /// <param name="attribute">The attribute.</param>
    /// <param name="went">The left value; none when the record has none.</param>
    /// <param name="cameBack">The right value; none when the record has none.</param>
    public delegate bool Accepts(int record, AttributeDefinition attribute, Value went, Value cameBack);

    /// <summary>All differences, in the order of the left bundle's records; empty for bundles that say the same.</summary>
    /// <param name="left">What went.</param>
    /// <param name="right">What came back.</param>
    /// <param name="accepts">What counts as the same although it is not equal; null for equality alone.</param>
    /// <param name="named">Whether a record of the left bundle has an identifier that must come back; null for none.</param>
    public static IReadOnlyList<BundleDifference> Compare(Bundle left, Bundle right, Accepts? accepts = null, Func<int, bool>? named = null)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        Accepts same = accepts is null ? (_, _, a, b) => a == b : (r, d, a, b) => a == b || accepts(r, d, a, b);
        bool[] isNamed = [.. left.Records.Select((_, i) => named?.Invoke(i) == true)];
        int[] pairs = Pair(left, right, same, isNamed);
        List<BundleDifference> differences = [];
        for (int i = 0; i < pairs.Length; i++)
        {
            if (pairs[i] < 0)
            {
                differences.Add(new BundleDifference(i, -1, Name(left, i), "", left.Records[i].ToString(), ""));
            }
            else
            {
                CompareValues(left, right, i, pairs[i], same, differences);
                CompareIds(left, right, i, pairs[i], isNamed[i], differences);
            }
        }

        differences.AddRange(Enumerable.Range(0, right.Records.Count)
            .Where(r => Array.IndexOf(pairs, r) < 0)
            .Select(r => new BundleDifference(-1, r, Name(right, r), "", "", right.Records[r].ToString())));
        CompareLinks(left, right, pairs, differences);
        return differences;
    }

    private static string Name(Bundle bundle, int record) => $"{bundle.Records[record].Type.Name}[{record + 1}]";

    private static void CompareValues(Bundle left, Bundle right, int at, int other, Accepts same, List<BundleDifference> differences)
    {
        Record a = left.Records[at];
        Record b = right.Records[other];
        foreach ((AttributeDefinition attribute, Value one, Value another) in ValuePairs.Of(a, b))
        {
            if (!same(at, attribute, one, another))
            {
                (string went, string back) = (one.ToString(), another.ToString());
                bool alike = went == back;
                differences.Add(new BundleDifference(
                    at, other, Name(left, at), attribute.Name, alike ? $"{went} ({one.Form})" : went, alike ? $"{back} ({another.Form})" : back));
            }
        }

        if (!ReferenceEquals(a.Role, b.Role))
        {
            differences.Add(new BundleDifference(at, other, Name(left, at), "entity role", a.Role?.Name ?? "", b.Role?.Name ?? ""));
        }
    }

    private static void CompareIds(Bundle left, Bundle right, int at, int other, bool isNamed, List<BundleDifference> differences)
    {
        (string? went, string? back) = (left.Records[at].Id, right.Records[other].Id);
        if (isNamed && went != back)
        {
            differences.Add(new BundleDifference(at, other, Name(left, at), "identifier", went ?? "", back ?? ""));
        }
    }

    private static void CompareLinks(Bundle left, Bundle right, int[] pairs, List<BundleDifference> differences)
    {
        HashSet<Link> rest = [.. right.Links];
        foreach (Link link in left.Links)
        {
            Link mapped = new(pairs[link.From], link.Role, pairs[link.To]);
            bool lostWithRecord = mapped.From < 0 || mapped.To < 0;
            if (!lostWithRecord && !rest.Remove(mapped))
            {
                differences.Add(new BundleDifference(link.From, mapped.From, Name(left, link.From), $"link {link.Role.Name}", Name(left, link.To), ""));
            }
        }

        foreach (Link link in right.Links.Where(rest.Contains))
        {
            int from = Array.IndexOf(pairs, link.From);
            if (from >= 0 && Array.IndexOf(pairs, link.To) >= 0)
            {
                differences.Add(new BundleDifference(from, link.From, Name(left, from), $"link {link.Role.Name}", "", Name(right, link.To)));
            }
        }
    }

    // Each left record's partner, or -1: the subjects first, then whatever fits best, earlier records before later ones.
    private static int[] Pair(Bundle left, Bundle right, Accepts same, bool[] isNamed)
    {
        int[] pairs = new int[left.Records.Count];
        Array.Fill(pairs, -1);
        if (left.Subject is { } subject && right.Subject is { } other && ReferenceEquals(subject.Type, other.Type))
        {
            pairs[0] = 0;
        }

        Likeness likeness = new(left, right, same);
        List<(double Score, int Left, int Right)> candidates = [];
        for (int l = 0; l < left.Records.Count; l++)
        {
            for (int r = 0; r < right.Records.Count; r++)
            {
                if (ReferenceEquals(left.Records[l].Type, right.Records[r].Type))
                {
                    double named = isNamed[l] && left.Records[l].Id == right.Records[r].Id ? 2 : 0;
                    candidates.Add((likeness.Of(l, r) + named, l, r));
                }
            }
        }

        HashSet<int> taken = [.. pairs.Where(p => p >= 0)];
        foreach ((_, int l, int r) in candidates.OrderByDescending(c => c.Score).ThenBy(c => c.Left).ThenBy(c => c.Right))
        {
            if (pairs[l] < 0 && taken.Add(r))
            {
                pairs[l] = r;
            }
        }

        return pairs;
    }
}
