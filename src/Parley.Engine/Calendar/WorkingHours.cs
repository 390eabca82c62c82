namespace Parley.Engine.Calendar;

/// <summary>When a working day ends, and from when on what comes in counts as the next one's. Times of the installation's zone.</summary>
/// <param name="Ends">When what is due on a day is due.</param>
/// <param name="CutOff">From this time on, and on days that are none, a moment counts as of the next working day; null when each counts as of its own day.</param>
public sealed record WorkingHours(TimeOnly Ends, TimeOnly? CutOff)
{
    /// <summary>Until five, with no cut-off.</summary>
    public static WorkingHours Default { get; } = new(new TimeOnly(17, 0), null);
}
