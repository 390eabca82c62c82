using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation;
using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Quality;

/// <summary>Finds what is wrong with the records of a bundle, alone and beside the others that are known. What it reads it keeps to itself: it gives away names, codes and attributes.</summary>
internal sealed class QualityJudge(Store store, RepositoryBundles bundles, RecordTable records, WorkspaceHost workspace, ServerOptions options)
{
    /// <summary>The bundles of some exchanges, as far as they are there.</summary>
    public Task<Dictionary<long, StoredBundle>> ReadAsync(IReadOnlyCollection<long> exchanges, CancellationToken cancellationToken) =>
        bundles.ReadAsync(exchanges, Disclosure.PermitDecision(), cancellationToken);

    /// <summary>The day of a moment in the installation's zone, counted from 1970.</summary>
    public long DayOf(long microseconds) =>
        workspace.Current.Workspace.Installation.Zone.DayOf(new DateTimeOffset(Clock.Moment(microseconds))).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    /// <summary>What the dictionary finds in a bundle, by place.</summary>
    public IReadOnlyList<HashSet<(IssueCode Code, string Attribute)>> Check(StoredBundle stored)
    {
        LoadedWorkspace loaded = workspace.Current.Workspace;
        return QualityCheck.Of(stored.Content, loaded.Dictionary, loaded.Installation.Zone.DayOf(options.Time.GetUtcNow()));
    }

    /// <summary>All that is found about one version; and for the owners of other organisations' records that contradict it, that they do.</summary>
    /// <param name="row">The version.</param>
    /// <param name="stored">The bundle that it stands in.</param>
    /// <param name="own">What the dictionary finds in it.</param>
    /// <param name="sharing">The other records that have one of its identifiers.</param>
    /// <param name="isHistory">Whether it was loaded as history, which is out of date on purpose.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<List<FindingRow>> JudgeAsync(
        RecordVersionRow row, StoredBundle stored, IEnumerable<(IssueCode Code, string Attribute)> own, IEnumerable<long> sharing, bool isHistory,
        CancellationToken cancellationToken)
    {
        string system = stored.Row.System;
        Translator? translation = workspace.Current.Workspace.Systems.GetValueOrDefault(system)?.Messages.GetValueOrDefault(stored.Row.Type)?.Translation;
        List<FindingRow> found = [.. own.Select(f => Assigned(New(row, system, f.Code, f.Attribute), translation))];
        if (row.ValidTo is long until && until < row.KnownAt && !isHistory)
        {
            found.Add(Assigned(New(row, system, QualityIssues.Stale, ""), translation));
        }

        foreach (long other in sharing.Where(r => r != row.Record).Distinct())
        {
            await AddSharedAsync(row, stored, other, found, cancellationToken);
        }

        return found;
    }

    private async Task AddSharedAsync(RecordVersionRow row, StoredBundle stored, long other, List<FindingRow> found, CancellationToken cancellationToken)
    {
        if (!records.TryFind(other, out RecordHead head) || !head.InForce
            || (await ReadAsync([head.Exchange], cancellationToken)).GetValueOrDefault(head.Exchange) is not StoredBundle theirs
            || OrganisationOf(theirs.Row.System) is not string organisation || OrganisationOf(stored.Row.System) is not string own)
        {
            return;
        }

        Record mine = stored.Content.Records[row.Place];
        if (organisation != own)
        {
            AddAcross(row, mine, stored.Row.System, theirs, (other, head), found);
            return;
        }

        if (theirs.Row.System == stored.Row.System)
        {
            found.Add(New(row, stored.Row.System, QualityIssues.Duplicate, "") with { Other = other, OtherSystem = theirs.Row.System });
        }

        foreach (string attribute in SharedIdentity.Contradictions(mine, theirs.Content.Records[head.Place]))
        {
            found.Add(New(row, stored.Row.System, QualityIssues.Conflict, attribute) with { Other = other, OtherSystem = theirs.Row.System });
        }
    }

    // That another organisation has a record of the same one is for an agreement to say: both owners get a finding that says nothing until it is asked for.
    private void AddAcross(RecordVersionRow row, Record mine, string system, StoredBundle theirs, (long Record, RecordHead Head) other, List<FindingRow> found)
    {
        if (SharedIdentity.Contradictions(mine, theirs.Content.Records[other.Head.Place]).Any())
        {
            FindingRow one = New(row, system, QualityIssues.Conflict, "") with { Across = true, Other = other.Record, OtherSystem = theirs.Row.System };
            found.Add(one);
            found.Add(one with { Id = store.Ids.Next(), System = theirs.Row.System, Record = other.Record, Exchange = other.Head.Exchange, Other = row.Record, OtherSystem = system });
        }
    }

    // The translation says whose task it is, by the attribute or the record; where it does not, the kind of fault does.
    private static FindingRow Assigned(FindingRow finding, Translator? translation) =>
        translation?.ResponsibleForType(finding.Type, finding.AttributeName) is Responsibility whose ? finding with { Task = QualityKinds.NameOf(whose) } : finding;

    private string? OrganisationOf(string system) => workspace.Current.Workspace.Systems.GetValueOrDefault(system)?.Organisation;

    private FindingRow New(RecordVersionRow row, string system, IssueCode code, string attribute) => new()
    {
        Id = store.Ids.Next(),
        Code = code.Code,
        Kind = QualityKinds.Of(code),
        Task = QualityKinds.TaskOf(code),
        System = system,
        Type = row.Type,
        Record = row.Record,
        Attribute = attribute,
        Exchange = row.Exchange,
        Opened = row.KnownAt,
    };
}
