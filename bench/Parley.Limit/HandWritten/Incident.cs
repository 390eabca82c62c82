namespace Parley.Limit.HandWritten;

/// <summary>The command and control incident, in plain classes as one would write them for this pair of formats alone.</summary>
internal sealed class Incident
{
    public string? Number { get; set; }

    /// <summary>The instant of the call, in UTC; the message carries local time of Europe/London.</summary>
    public DateTime? Received { get; set; }

    /// <summary>The grade in the dictionary's word, not the message's digit.</summary>
    public string? Grade { get; set; }

    public string? Description { get; set; }

    public IncidentPerson? Caller { get; set; }

    public IncidentPerson? Victim { get; set; }

    public IncidentPerson? Suspect { get; set; }

    public List<IncidentPerson> Witnesses { get; } = [];

    public IncidentLocation? Location { get; set; }

    public List<IncidentVehicle> Vehicles { get; } = [];

    public List<IncidentLogLine> Log { get; } = [];

    /// <summary>How many fields of the message this translation does not know; Parley reports them too.</summary>
    public int Unused { get; set; }
}
