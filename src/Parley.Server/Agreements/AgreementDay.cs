using Microsoft.Extensions.Logging;
using Parley.Engine.Sharing;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Agreements;

/// <summary>
/// The day that the dates of agreements are held against: that of the installation's zone. It never goes back while the server runs: what has ended at
/// midnight does not begin again because a clock is put back over it.
/// </summary>
internal sealed class AgreementDay(WorkspaceHost workspace, ServerOptions options, ILogger<AgreementDay> log)
{
    private readonly Lock _gate = new();
    private volatile Span? _span;

    /// <summary>Today.</summary>
    public DateOnly Today
    {
        get
        {
            DateTimeOffset now = options.Time.GetUtcNow();
            return _span is Span span && span.From <= now && now < span.Until && ReferenceEquals(span.Zone, Zone) ? span.Day : Renew(now);
        }
    }

    /// <summary>How long this day lasts still; less than nothing is never answered.</summary>
    public TimeSpan Left
    {
        get
        {
            TimeSpan left = Zone.StartOf(Today.AddDays(1)) - options.Time.GetUtcNow();
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>The day of a stored time.</summary>
    public DateOnly DayOf(long microseconds) => Zone.DayOf(Clock.Moment(microseconds));

    private DayZone Zone => workspace.Current.Workspace.Installation.Zone;

    private DateOnly Renew(DateTimeOffset now)
    {
        lock (_gate)
        {
            DayZone zone = Zone;
            DateOnly day = zone.DayOf(now);
            if (_span is Span before && before.Day > day)
            {
                if (!before.IsBehind)
                {
                    Log.ClockBehind(log, day, before.Day);
                    _span = before with { IsBehind = true };
                }

                return before.Day;
            }

            _span = new Span(zone, day, zone.StartOf(day), zone.StartOf(day.AddDays(1)), false);
            return day;
        }
    }

    private sealed record Span(DayZone Zone, DateOnly Day, DateTimeOffset From, DateTimeOffset Until, bool IsBehind);
}
