namespace Parley.Engine.Dictionary.Coordinates;

/// <summary>A place on the British National Grid (OSGB36).</summary>
/// <param name="Easting">Metres east of the false origin.</param>
/// <param name="Northing">Metres north of the false origin.</param>
public readonly record struct GridPoint(double Easting, double Northing);
