namespace Parley.Engine.Dictionary.Coordinates;

/// <summary>A place on the earth, WGS84.</summary>
/// <param name="Latitude">Degrees, north positive.</param>
/// <param name="Longitude">Degrees, east positive.</param>
public readonly record struct GeoPoint(double Latitude, double Longitude)
{
    /// <summary>True when both are numbers within −90…90 and −180…180.</summary>
    public bool IsInRange => Latitude is >= -90 and <= 90 && Longitude is >= -180 and <= 180;
}
