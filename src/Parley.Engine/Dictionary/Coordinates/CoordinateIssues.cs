using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Coordinates;

/// <summary>Checks that give issues instead of false. No message holds the coordinate, which may be somebody's home.</summary>
public static class CoordinateIssues
{
    /// <summary>An issue when the point is not on the earth; otherwise null.</summary>
    public static Issue? Check(GeoPoint point, SourcePosition position = default, string path = "") => point.IsInRange
        ? null
        : Make(CoordinateCodes.OutOfRange, "latitude must lie within −90 to 90 and longitude within −180 to 180", position, path);

    /// <summary>An issue when the point is not on the British National Grid; otherwise null.</summary>
    public static Issue? Check(GridPoint point, SourcePosition position = default, string path = "") => NationalGrid.Covers(point.Easting, point.Northing)
        ? null
        : Make(CoordinateCodes.OutsideGrid, "easting must lie within 0 to 700000 and northing within 0 to 1300000", position, path);

    /// <summary>The issue of a text that no coordinate reader understands.</summary>
    public static Issue Malformed(string expected, SourcePosition position = default, string path = "") =>
        Make(CoordinateCodes.Malformed, $"expected {expected}", position, path);

    private static Issue Make(IssueCode code, string message, SourcePosition position, string path) =>
        new(code, message) { Position = position, Path = path, LosesData = true };
}
