namespace Parley.Limit.HandWritten;

/// <summary>One line of the incident log; the instant in UTC.</summary>
internal sealed class IncidentLogLine
{
    public DateTime? At { get; set; }

    public string? By { get; set; }

    public string? Text { get; set; }
}
