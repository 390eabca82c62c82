using System.Globalization;
using Microsoft.Extensions.Logging;
using Parley.Engine.Issues;
using Parley.Server.Operations;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Quality;

/// <summary>
/// Works out the quality of what the repository takes in, behind it: it follows the rows of the records' versions, whose numbers say exactly how far it has come. The
/// place is kept in the transaction that writes the findings, so that a crash neither loses nor counts one twice.
/// </summary>
internal sealed class QualityFollower : PeriodicService, IGaugeSource
{
    private const int RowsAtOnce = 200;
    private const int KeysAtOnce = 50_000;
    private const int FindingsAtOnce = 10_000;
    private const int Busy = 16;

    private static readonly TimeSpan s_yield = TimeSpan.FromMilliseconds(50);

    private readonly Store _store;
    private readonly QualityJudge _judge;
    private readonly RecordTable _records;
    private readonly RepositoryState _repository;
    private readonly Projector _projector;
    private readonly TimeProvider _time;
    private QualityState _state = new();
    private long _cursor = -1;

    public QualityFollower(
        Store store, QualityJudge judge, RecordTable records, RepositoryState repository, Projector projector, ServerOptions options, ILogger<QualityFollower> log)
        : base(TimeSpan.FromSeconds(1), options.Time, log)
    {
        (_store, _judge, _records, _repository, _projector, _time) = (store, judge, records, repository, projector, options.Time);
        projector.Follow((_, _) =>
        {
            Wake();
            return Task.CompletedTask;
        });
    }

    /// <summary>Works out all that the repository has now.</summary>
    public Task CatchUpAsync(CancellationToken cancellationToken) => PassAsync(cancellationToken);

    /// <inheritdoc/>
    public IEnumerable<(string Name, string Help, string Labels, double Value)> Read()
    {
        yield return ("parley_quality_lag_rows", "Versions of records whose quality has not been worked out yet.", "", Math.Max(0, _repository.LastRow - Math.Max(0, Volatile.Read(ref _cursor))));
    }

    /// <inheritdoc/>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        await _projector.Loaded.WaitAsync(cancellationToken);
        if (_cursor < 0)
        {
            await LoadAsync(cancellationToken);
        }

        while (await StepAsync(cancellationToken))
        {
            if (_store.Waiting >= Busy)
            {
                await Task.Delay(s_yield, _time, cancellationToken);
            }
        }
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        // Known as a whole or not at all: a load that fails midway begins anew.
        QualityState state = new();
        long last = 0;
        while (await _store.Reader.QualityKeysAsync(last, KeysAtOnce, cancellationToken) is { Count: > 0 } keys)
        {
            foreach ((long id, long hash, long record) in keys)
            {
                last = id;
                state.AddKey(hash, record);
            }
        }

        long before = long.MaxValue;
        while (await _store.Reader.FindingsAsync(null, null, null, closed: false, before, FindingsAtOnce, cancellationToken) is { Count: > 0 } findings)
        {
            findings.ForEach(state.Open);
            before = findings[^1].Id;
        }

        string? cursor = await _store.Reader.CursorAsync(QualityWork.Cursor, cancellationToken);
        _state = state;
        Volatile.Write(ref _cursor, cursor is null ? 0 : long.Parse(cursor, CultureInfo.InvariantCulture));
    }

    /// <summary>Takes the next rows; false when there are none.</summary>
    private async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        List<RecordVersionRow> rows = await _store.Reader.RecordVersionsAfterAsync(_cursor, RowsAtOnce, cancellationToken);
        if (rows.Count == 0)
        {
            return false;
        }

        QualityBatch batch = new();
        Dictionary<long, StoredBundle> stored = await _judge.ReadAsync(rows.Select(r => r.Exchange).ToHashSet(), cancellationToken);
        Dictionary<long, IReadOnlyList<HashSet<(IssueCode Code, string Attribute)>>> own = stored.ToDictionary(b => b.Key, b => _judge.Check(b.Value));
        Dictionary<long, LoadLineRow> loaded = await _store.Reader.LoadsOfAsync(stored.Keys, cancellationToken);
        Dictionary<long, List<FindingRow>> latest = [];
        Dictionary<long, List<FindingRow>> about = [];
        foreach (RecordVersionRow row in rows)
        {
            if (row.State == VersionState.Known && stored.TryGetValue(row.Exchange, out StoredBundle? bundle))
            {
                List<long> sharing = TakeKeys(row, bundle, batch);
                List<FindingRow> found = await _judge.JudgeAsync(row, bundle, own[row.Exchange][row.Place], sharing, loaded.ContainsKey(row.Exchange), cancellationToken);
                latest[row.Record] = found.FindAll(f => f.Record == row.Record);
                about[row.Record] = found.FindAll(f => f.Record != row.Record);

                // What is found beside another organisation's record is not counted: a score is told without a decision.
                batch.Count(_judge.DayOf(row.KnownAt), bundle.Row.System, latest[row.Record].Where(f => !f.Across).Select(f => f.Kind));
            }
            else if (row.State >= VersionState.Corrected && !(_records.TryFind(row.Record, out RecordHead head) && head.InForce))
            {
                latest[row.Record] = [];
                about[row.Record] = [];
                batch.Dropped.AddRange(row.State == VersionState.Erased ? _state.OpenOf(row.Record) : []);
            }
        }

        Settle(latest, about, batch);
        await _store.WriteAsync(new QualityWork(batch, rows[^1].Id), cancellationToken);
        Volatile.Write(ref _cursor, rows[^1].Id);
        foreach (FindingRow gone in batch.Closed.Concat(batch.Dropped))
        {
            _state.Close(gone);
        }

        batch.Opened.ForEach(_state.Open);
        batch.Keys.ForEach(k => _state.AddKey(k.Hash, k.Record));
        return true;
    }

    private List<long> TakeKeys(RecordVersionRow row, StoredBundle bundle, QualityBatch batch)
    {
        List<long> sharing = [];
        foreach (long hash in SharedIdentity.KeysOf(_store.Keys, bundle.Content.Records[row.Place]))
        {
            long[] known = [.. _state.RecordsOf(hash), .. batch.RecordsOf(hash)];
            sharing.AddRange(known);
            if (known.Length < QualityState.MostOfAKey && !known.Contains(row.Record))
            {
                batch.Keys.Add((_store.Ids.Next(), hash, row.Record));
            }
        }

        return sharing;
    }

    /// <summary>Holds what was found of each record now, and about it of others, against what was open: what is new is opened, what no longer holds is closed.</summary>
    private void Settle(Dictionary<long, List<FindingRow>> latest, Dictionary<long, List<FindingRow>> about, QualityBatch batch)
    {
        List<FindingRow> found = [.. latest.Values.Concat(about.Values).SelectMany(f => f)];
        foreach (FindingRow finding in found)
        {
            if (!_state.OpenOf(finding.Record).Any(finding.IsSame) && !batch.Opened.Exists(finding.IsSame))
            {
                batch.Opened.Add(finding);
            }
        }

        // Between organisations nothing is kept once it no longer holds: who asked later could not be decided for.
        ILookup<long, FindingRow> byRecord = found.ToLookup(f => f.Record);
        IEnumerable<FindingRow> over = latest.Keys.SelectMany(r => _state.OpenOf(r).Concat(_state.OpenAbout(r))).DistinctBy(f => f.Id)
            .Where(o => !byRecord[o.Record].Any(o.IsSame) && !batch.Dropped.Contains(o));
        foreach (FindingRow finding in over.ToList())
        {
            (finding.Across ? batch.Dropped : batch.Closed).Add(finding);
        }
    }
}
