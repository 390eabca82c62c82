using Parley.Engine.Dictionary;

namespace Parley.Engine.Translation.Verification;

/// <summary>
/// How alike the records of two bundles are: shared values weigh most; then links of the same role, and those to records that are alike themselves. Each pair of
/// records is compared once, however many neighbours ask.
/// </summary>
internal sealed class Likeness(Bundle left, Bundle right, BundleComparer.Accepts same)
{
    private readonly Dictionary<(int Left, int Right), double> _shared = [];
    private readonly List<(LinkRole Role, bool Out, int Other)>[] _leftLinks = Links(left);
    private readonly List<(LinkRole Role, bool Out, int Other)>[] _rightLinks = Links(right);

    /// <summary>How alike two records are; comparable with others only.</summary>
    public double Of(int l, int r)
    {
        double score = ReferenceEquals(left.Records[l].Role, right.Records[r].Role) ? 0.5 : 0;
        score += Shared(l, r);
        List<(LinkRole Role, bool Out, int Other)> others = [.. _rightLinks[r]];
        foreach ((LinkRole role, bool isOut, int neighbour) in _leftLinks[l])
        {
            double best = -1;
            int at = -1;
            for (int i = 0; i < others.Count; i++)
            {
                if (ReferenceEquals(others[i].Role, role) && others[i].Out == isOut && Shared(neighbour, others[i].Other) is var shared && shared > best)
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

    private double Shared(int l, int r)
    {
        if (_shared.TryGetValue((l, r), out double score))
        {
            return score;
        }

        foreach ((AttributeDefinition attribute, Value went, Value back) in ValuePairs.Of(left.Records[l], right.Records[r]))
        {
            score += went == back ? 1 : !went.IsNone && !back.IsNone && same(l, attribute, went, back) ? 0.8 : -0.4;
        }

        _shared[(l, r)] = score;
        return score;
    }

    private static List<(LinkRole Role, bool Out, int Other)>[] Links(Bundle bundle)
    {
        List<(LinkRole Role, bool Out, int Other)>[] links = [.. bundle.Records.Select(_ => new List<(LinkRole, bool, int)>())];
        foreach (Link link in bundle.Links)
        {
            links[link.From].Add((link.Role, true, link.To));
        }

        foreach (Link link in bundle.Links)
        {
            links[link.To].Add((link.Role, false, link.From));
        }

        return links;
    }
}
