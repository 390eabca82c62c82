using System.Globalization;
using Parley.Engine.Dictionary.Coordinates;

namespace Parley.Engine.Search.Criteria;

/// <summary>Within a distance of a point.</summary>
internal sealed class NearCriterion(GeoPoint centre, double metres) : Criterion
{
    /// <summary>The most that may be asked for: the cells of a wider circle would be too many to look through.</summary>
    public const double MostMetres = 50_000;

    private const double MetresOfDegree = 111_320;
    private const double EarthMetres = 6_371_000;

    /// <inheritdoc/>
    public override IReadOnlyList<QueryPart> Parts { get; } = [Terms(centre, metres)];

    /// <inheritdoc/>
    public override FactKinds Asks => FactKinds.Points;

    /// <inheritdoc/>
    public override bool Judge(RecordFacts facts, List<SearchReason> reasons)
    {
        double nearest = facts.Points.Count == 0 ? double.MaxValue : facts.Points.Min(p => Distance(centre, p));
        if (nearest > metres)
        {
            return false;
        }

        // A tenth of the distance asked for is worth about three bits more than its rim.
        double bits = 1 + Math.Log2(metres / Math.Max(nearest, metres / 10));
        reasons.Add(new SearchReason("near", "within", string.Create(CultureInfo.InvariantCulture, $"{nearest:0} m"), bits));
        return true;
    }

    /// <summary>The distance of two points along a great circle, in metres.</summary>
    public static double Distance(GeoPoint a, GeoPoint b)
    {
        (double north, double east) = (Radians(b.Latitude - a.Latitude), Radians(b.Longitude - a.Longitude));
        double half = Math.Pow(Math.Sin(north / 2), 2) + (Math.Cos(Radians(a.Latitude)) * Math.Cos(Radians(b.Latitude)) * Math.Pow(Math.Sin(east / 2), 2));
        return 2 * EarthMetres * Math.Asin(Math.Min(1, Math.Sqrt(half)));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    private static QueryPart Terms(GeoPoint centre, double metres)
    {
        QueryPart part = new() { Required = true };
        double north = metres / MetresOfDegree;
        double east = north / Math.Max(0.01, Math.Cos(Radians(centre.Latitude)));
        (int south, int last) = (Cell(centre.Latitude - north), Cell(centre.Latitude + north));
        (int west, int end) = (Cell(centre.Longitude - east), Cell(centre.Longitude + east));
        for (int n = south; n <= last; n++)
        {
            for (int e = west; e <= end; e++)
            {
                part.Add(RecordTerms.Cell(n, e), 1);
            }
        }

        return part;
    }

    private static int Cell(double degrees) => (int)Math.Floor(degrees * 100);
}
