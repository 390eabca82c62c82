using System.Globalization;

namespace Parley.Server.Processes;

/// <summary>The order of semantic versions (semver.org, section 11).</summary>
internal static class SemanticVersions
{
    /// <summary>Lower before higher.</summary>
    public static IComparer<string> Order { get; } = Comparer<string>.Create(Compare);

    private static int Compare(string a, string b)
    {
        string[] left = a.Split('+')[0].Split('-', 2);
        string[] right = b.Split('+')[0].Split('-', 2);
        int core = Parts(left[0].Split('.'), right[0].Split('.'));
        return core != 0 ? core
            : left.Length != right.Length ? right.Length - left.Length
            : left.Length == 1 ? 0
            : Parts(left[1].Split('.'), right[1].Split('.'));
    }

    private static int Parts(string[] a, string[] b)
    {
        for (int i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            bool isNumber = long.TryParse(a[i], NumberStyles.None, CultureInfo.InvariantCulture, out long left);
            bool isOther = long.TryParse(b[i], NumberStyles.None, CultureInfo.InvariantCulture, out long right);
            int order = isNumber && isOther ? left.CompareTo(right)
                : isNumber != isOther ? (isNumber ? -1 : 1)
                : string.CompareOrdinal(a[i], b[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return a.Length - b.Length;
    }
}
