using Parley.Server.Storage;

namespace Parley.Server.Quality;

/// <summary>What must be known at once for each record that comes in: its open findings, and who else has its identifiers. Used by the follower alone.</summary>
internal sealed class QualityState
{
    /// <summary>An identifier that so many records have tells nothing: no further ones are noted.</summary>
    public const int MostOfAKey = 16;

    private readonly Dictionary<long, List<FindingRow>> _open = [];
    private readonly Dictionary<long, List<FindingRow>> _about = [];
    private readonly Dictionary<long, List<long>> _records = [];

    /// <summary>The open findings of a record.</summary>
    public IReadOnlyList<FindingRow> OpenOf(long record) => _open.TryGetValue(record, out List<FindingRow>? open) ? open : [];

    /// <summary>The open findings of other organisations' records that a record is held against.</summary>
    public IReadOnlyList<FindingRow> OpenAbout(long record) => _about.TryGetValue(record, out List<FindingRow>? about) ? about : [];

    /// <summary>Notes an open finding.</summary>
    public void Open(FindingRow finding)
    {
        Add(_open, finding.Record, finding);
        if (finding.Across)
        {
            Add(_about, finding.Other!.Value, finding);
        }
    }

    /// <summary>Forgets a finding.</summary>
    public void Close(FindingRow finding)
    {
        Remove(_open, finding.Record, finding);
        if (finding.Across)
        {
            Remove(_about, finding.Other!.Value, finding);
        }
    }

    /// <summary>The records that have, or had, an identifier.</summary>
    public IReadOnlyList<long> RecordsOf(long hash) => _records.TryGetValue(hash, out List<long>? records) ? records : [];

    /// <summary>Notes that a record has an identifier, as it is stored.</summary>
    public void AddKey(long hash, long record)
    {
        if (!_records.TryGetValue(hash, out List<long>? records))
        {
            _records.Add(hash, records = new List<long>(1));
        }

        records.Add(record);
    }

    private static void Add(Dictionary<long, List<FindingRow>> all, long record, FindingRow finding)
    {
        if (!all.TryGetValue(record, out List<FindingRow>? some))
        {
            all.Add(record, some = []);
        }

        some.Add(finding);
    }

    private static void Remove(Dictionary<long, List<FindingRow>> all, long record, FindingRow finding)
    {
        if (all.TryGetValue(record, out List<FindingRow>? some) && some.RemoveAll(f => f.Id == finding.Id) > 0 && some.Count == 0)
        {
            all.Remove(record);
        }
    }
}
