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
        foreach (AttributeDefinition attribute in Attributes(a).Union(Attributes(b)))
        {
            if (!same(at, attribute, a[attribute], b[attribute]))
            {
                (string went, string back) = (a[attribute].ToString(), b[attribute].ToString());
                bool alike = went == back;
                differences.Add(new BundleDifference(
                    at, other, Name(left, at), attribute.Name, alike ? $"{went} ({a[attribute].Form})" : went, alike ? $"{back} ({b[attribute].Form})" : back));
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

        List<(double Score, int Left, int Right)> candidates = [];
        for (int l = 0; l < left.Records.Count; l++)
        {
            for (int r = 0; r < right.Records.Count; r++)
            {
                if (ReferenceEquals(left.Records[l].Type, right.Records[r].Type))
                {
                    double named = isNamed[l] && left.Records[l].Id == right.Records[r].Id ? 2 : 0;
                    candidates.Add((Likeness(left, l, right, r, same) + named, l, r));
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

    // Shared values weigh most; then links of the same role, and those to records that are alike themselves.
    private static double Likeness(Bundle left, int l, Bundle right, int r, Accepts same)
    {
        double score = ReferenceEquals(left.Records[l].Role, right.Records[r].Role) ? 0.5 : 0;
        score += Shared(left.Records[l], l, right.Records[r], same);
        List<(LinkRole Role, bool Out, int Other)> others = [.. Around(right, r)];
        foreach ((LinkRole role, bool isOut, int neighbour) in Around(left, l))
        {
            double best = -1;
            int at = -1;
            for (int i = 0; i < others.Count; i++)
            {
                if (ReferenceEquals(others[i].Role, role) && others[i].Out == isOut
                    && Shared(left.Records[neighbour], neighbour, right.Records[others[i].Other], same) is var shared && shared > best)
                {
                    (best, at) = (shared, i);
                }
            }

            if (at >= 0)
            {
                score += 0.1 + Math.Clamp(best * 0.05, -0.05, 0.3);
                others.RemoveAt(at);
            }
        }

        return score;
    }

    private static double Shared(Record a, int at, Record b, Accepts same)
    {
        double score = 0;
        foreach (AttributeDefinition attribute in Attributes(a).Union(Attributes(b)))
        {
            Value went = a[attribute];
            Value back = b[attribute];
            score += went == back ? 1 : !went.IsNone && !back.IsNone && same(at, attribute, went, back) ? 0.8 : -0.4;
        }

        return score;
    }

    private static IEnumerable<(LinkRole Role, bool Out, int Other)> Around(Bundle bundle, int record) =>
        bundle.Links.Where(l => l.From == record).Select(l => (l.Role, true, l.To))
            .Concat(bundle.Links.Where(l => l.To == record).Select(l => (l.Role, false, l.From)));

    private static List<AttributeDefinition> Attributes(Record record)
    {
        List<AttributeDefinition> attributes = [];
        foreach (ref readonly AttributeValue value in record.Attributes)
        {
            attributes.Add(value.Attribute);
        }

        return attributes;
    }
}
