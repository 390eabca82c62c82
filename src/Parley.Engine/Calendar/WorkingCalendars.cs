using System.Diagnostics.CodeAnalysis;
using Parley.Engine.Sharing;

namespace Parley.Engine.Calendar;

/// <summary>All calendars of one installation. Immutable.</summary>
public sealed class WorkingCalendars
{
    private readonly IReadOnlyDictionary<string, WorkingCalendar> _byName;

    internal WorkingCalendars(CalendarDraft draft, DayZone zone)
    {
        _byName = draft.Calendars.Values.ToDictionary(h => h.Name, h => new WorkingCalendar(h, zone, draft.Hours), StringComparer.Ordinal);
        Default = _byName[draft.Default];
        Zone = zone;
    }

    /// <summary>The built-in calendars of the United Kingdom: England and Wales, Scotland, Northern Ireland.</summary>
    public static WorkingCalendars Standard { get; } = For(DayZone.Standard);

    /// <summary>That which counts where no other is named.</summary>
    public WorkingCalendar Default { get; }

    /// <summary>By whose days all of them count.</summary>
    public DayZone Zone { get; }

    /// <summary>All of them, by name.</summary>
    public IEnumerable<WorkingCalendar> All => _byName.Values.OrderBy(c => c.Holidays.Name, StringComparer.Ordinal);

    /// <summary>The names of all.</summary>
    public IEnumerable<string> Names => _byName.Keys;

    /// <summary>The built-in calendars in another zone.</summary>
    public static WorkingCalendars For(DayZone zone) => new(CalendarDraft.BuiltIn, zone);

    /// <summary>Finds a calendar; the default one for null.</summary>
    public bool TryGet(string? name, [NotNullWhen(true)] out WorkingCalendar? calendar)
    {
        calendar = Default;
        return name is null || _byName.TryGetValue(name, out calendar);
    }
}
