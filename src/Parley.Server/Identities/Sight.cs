using System.Diagnostics;
using Parley.Server.Exchanges;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Identities;

/// <summary>
/// What one asker sees during one question: each record is decided once, and what may not be seen is as if it were not there. Bounded: by how many records are decided
/// and by time; what is left out for that is said.
/// </summary>
/// <remarks>Used by one request.</remarks>
internal sealed class Sight(Asker asker, long? asKnownAt, RecordTable records, RepositoryView view, Disclosure disclosure, IdentityBounds bounds)
{
    private readonly Dictionary<long, SeenRecord?> _seen = [];
    private readonly Dictionary<long, List<SeenRecord>> _versions = [];
    private readonly Dictionary<string, bool> _systems = new(StringComparer.Ordinal);
    private readonly long _began = Stopwatch.GetTimestamp();
    private int _decided;

    /// <summary>Who asks.</summary>
    public Asker Asker => asker;

    /// <summary>As of when; null for now.</summary>
    public long? AsKnownAt => asKnownAt;

    /// <summary>Why something was left out: <c>records</c>, <c>time</c>, <c>members</c>, <c>nodes</c>; null when nothing was.</summary>
    public string? Cut { get; private set; }

    /// <summary>Whether the bounds are reached; from then on nothing more is looked at.</summary>
    public bool IsSpent => Cut is not null || IsLate();

    /// <summary>Says that something is left out; the first reason stays.</summary>
    public void NoteCut(string why) => Cut ??= why;

    /// <summary>Whether anything of a system may be seen at all.</summary>
    public bool MayLook(string system)
    {
        if (!_systems.TryGetValue(system, out bool may))
        {
            _systems[system] = may = disclosure.MayLook(asker.Caller, system, asker.Purpose, asker.Reason);
        }

        return may;
    }

    /// <summary>Whether something is of the asker's own organisation.</summary>
    public bool IsOwn(string organisation) => disclosure.OrganisationOf(asker.Caller) == organisation;

    /// <summary>A record's version of the time asked for, as far as it may be seen; null when it may not.</summary>
    public async Task<SeenRecord?> FindAsync(long record, CancellationToken cancellationToken) => (await FindAsync([record], cancellationToken)).FirstOrDefault();

    /// <summary>Those of some records that may be seen.</summary>
    public async Task<List<SeenRecord>> FindAsync(IEnumerable<long> wanted, CancellationToken cancellationToken)
    {
        long[] all = [.. wanted.Distinct()];
        foreach (long[] some in all.Where(r => !_seen.ContainsKey(r)).Order().Chunk(RepositoryBundles.AtOnce))
        {
            if (IsSpent)
            {
                break;
            }

            int left = bounds.MostDecided - _decided;
            if (left < some.Length)
            {
                Cut = "records";
            }

            await LookAsync(some[..Math.Min(left, some.Length)], cancellationToken);
        }

        return [.. all.Select(r => _seen.GetValueOrDefault(r)).OfType<SeenRecord>()];
    }

    /// <summary>All versions of a record that nobody had ended at the time asked for, new to old, as far as they may be seen: what was said once holds until it is taken back.</summary>
    public async Task<List<SeenRecord>> VersionsAsync(long record, CancellationToken cancellationToken)
    {
        if (!_versions.TryGetValue(record, out List<SeenRecord>? versions))
        {
            List<VisibleVersion> all = IsSpent ? [] : await view.StandingAsync(asker, record, asKnownAt, cancellationToken);
            _decided += all.Count;

            // History that was loaded later is behind what systems exchanged.
            versions = [.. all.OrderBy(v => v.Row.State == VersionState.Earlier).Select(Of)];
            _versions[record] = versions;
        }

        return versions;
    }

    // By what may be seen: the row has the time of the whole record.
    private static SeenRecord Of(VisibleVersion version)
    {
        (long? from, long? to) = Validity.Of(version.Record);
        return new SeenRecord(version.Row.Record, version.Bundle, version.Bundle.PlaceOf(version.Row.Place), from, to);
    }

    private async Task LookAsync(long[] some, CancellationToken cancellationToken)
    {
        _decided += some.Length;
        if (asKnownAt is not null)
        {
            foreach (long record in some)
            {
                List<VisibleVersion> then = await view.VersionsAsync(asker, record, asKnownAt, cancellationToken);
                _seen[record] = then.Count == 0 || then[0].End is not null ? null : Of(then[0]);
            }

            return;
        }

        List<(long Record, RecordHead Head)> inForce = [];
        foreach (long record in some)
        {
            _seen[record] = null;
            if (records.TryFind(record, out RecordHead head) && head.InForce)
            {
                inForce.Add((record, head));
            }
        }

        Dictionary<long, VisibleBundle> visible = await view.LookAsync(asker, inForce.Select(r => r.Head.Exchange).ToHashSet(), cancellationToken);
        foreach ((long record, RecordHead head) in inForce)
        {
            if (visible.TryGetValue(head.Exchange, out VisibleBundle? bundle) && bundle.PlaceOf(head.Place) is >= 0 and int place)
            {
                (long? from, long? to) = Validity.Of(bundle.Permitted.Records[place]);
                _seen[record] = new SeenRecord(record, bundle, place, from, to);
            }
            else if (head.Number > 1)
            {
                // What is in force may not be seen: for this asker the newest that may be stands, as if the other had never come.
                _seen[record] = (await VersionsAsync(record, cancellationToken)).FirstOrDefault();
            }
        }
    }

    private bool IsLate()
    {
        if (Cut is null && Stopwatch.GetElapsedTime(_began) > bounds.MostTime)
        {
            Cut = "time";
        }

        return Cut is not null;
    }
}
