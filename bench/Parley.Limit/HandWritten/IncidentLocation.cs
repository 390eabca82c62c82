namespace Parley.Limit.HandWritten;

/// <summary>Where the incident is; the grid reference in metres of the British National Grid.</summary>
internal sealed class IncidentLocation
{
    public string? Address { get; set; }

    public string? Postcode { get; set; }

    public int? Easting { get; set; }

    public int? Northing { get; set; }
}
