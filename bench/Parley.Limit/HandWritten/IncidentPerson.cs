namespace Parley.Limit.HandWritten;

/// <summary>A person of the incident.</summary>
internal sealed class IncidentPerson
{
    public string? Surname { get; set; }

    /// <summary>Given names, one space between each two.</summary>
    public string? Forenames { get; set; }

    public DateOnly? BirthDate { get; set; }

    /// <summary>The gender in the dictionary's word.</summary>
    public string? Gender { get; set; }

    public List<IncidentPhone> Phones { get; } = [];
}
