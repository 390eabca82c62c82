namespace Parley.Limit.HandWritten;

/// <summary>A vehicle of the incident; the registration without spaces, the colour in the dictionary's word.</summary>
internal sealed class IncidentVehicle
{
    public string? Registration { get; set; }

    public string? Make { get; set; }

    public string? Model { get; set; }

    public string? Colour { get; set; }
}
