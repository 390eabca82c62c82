using Parley.Engine.Dictionary;
using Parley.Server.Exchanges;
using Parley.Server.Ledger;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>
/// What records say of objects. Who may read an object is decided by a record that refers to it: by its attribute <c>object</c>, which the decision must leave, or
/// because the object was attached to the record, and the decision would leave a record of the object linked to it.
/// </summary>
internal sealed class MediaRecords(Store store, RepositoryView view, RecordTable table, Projector projector, WorkspaceHost workspace, LedgerIdentity ledger)
{
    private const string AttachedTo = "attached-to";
    private const int MostOfRecord = 200;
    private const int MostLookedAt = 2000;

    /// <summary>The object of a name as somebody may see it; null when they may not, which is to be told as if there were none.</summary>
    public async Task<ReadableMedia?> FindAsync(Asker asker, string id, CancellationToken cancellationToken)
    {
        if (!PublicId.TryParse('o', id, out long key) || await store.Reader.MediaAsync(key, cancellationToken) is not { IsWhole: true } row)
        {
            return null;
        }

        if (Disclosure.PermitUpload(asker.Caller, row.System) is ContentPermit own)
        {
            return new ReadableMedia(row, own, IsOwn: true, By: null) { AttachedTo = row.Record };
        }

        if (await LookAsync(asker, row, null, cancellationToken) is ReadableMedia found)
        {
            return found;
        }

        // A recipient may ask before the repository has followed.
        await projector.CatchUpAsync(cancellationToken);
        return await LookAsync(asker, row, null, cancellationToken);
    }

    /// <summary>The objects of a record that somebody may see, new to old; null when they may not see the record.</summary>
    public async Task<List<ReadableMedia>?> OfRecordAsync(Asker asker, string id, CancellationToken cancellationToken) =>
        PublicId.TryParse('k', id, out long record) && (await view.VersionsAsync(asker, record, null, cancellationToken)).Count > 0
            ? await OfRecordAsync(asker, record, null, cancellationToken)
            : null;

    /// <summary>The objects of a record that somebody may see by this very record, new to old: that another lets them see an object does not say that this one refers to it.</summary>
    /// <param name="asker">Who asks.</param>
    /// <param name="record">The record.</param>
    /// <param name="asKnownAt">Only what was whole then, by the version that was in force; null for now.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<List<ReadableMedia>> OfRecordAsync(Asker asker, long record, long? asKnownAt, CancellationToken cancellationToken)
    {
        List<ReadableMedia> found = [];
        foreach (long media in await store.Reader.MediaOfRecordAsync(record, MostLookedAt, cancellationToken))
        {
            if (found.Count == MostOfRecord)
            {
                break;
            }

            if (await store.Reader.MediaAsync(media, cancellationToken) is { IsWhole: true } row && (asKnownAt is null || row.Completed <= asKnownAt)
                && await LookAsync(asker, row, (record, asKnownAt), cancellationToken) is ReadableMedia readable)
            {
                found.Add(readable);
            }
        }

        return found;
    }

    /// <summary>The calling system's own object or upload of a name, in whatever state it is; null when it has none.</summary>
    public async Task<MediaRow?> FindOwnAsync(Asker asker, string id, CancellationToken cancellationToken) =>
        PublicId.TryParse('o', id, out long key) && await store.Reader.MediaAsync(key, cancellationToken) is MediaRow row && Disclosure.PermitUpload(asker.Caller, row.System) is not null
            ? row
            : null;

    /// <summary>Whether a system may attach objects to a record: its own, as far as the asker sees it.</summary>
    public async Task<bool> MayAttachAsync(Asker asker, long record, CancellationToken cancellationToken)
    {
        await projector.CatchUpAsync(cancellationToken);
        List<VisibleVersion> versions = await view.VersionsAsync(asker, record, null, cancellationToken);
        return versions.Exists(v => v.End is null && v.Bundle.Stored.Row.System == asker.Caller.System);
    }

    /// <summary>Has the repository take in all that is committed.</summary>
    public Task CatchUpAsync(CancellationToken cancellationToken) => projector.CatchUpAsync(cancellationToken);

    /// <summary>How an object stands to the records, all that is committed taken in.</summary>
    public async Task<MediaStanding> StandingAsync(MediaRow row, CancellationToken cancellationToken)
    {
        await CatchUpAsync(cancellationToken);
        if ((await store.Reader.MediaReferencesAsync(row, cancellationToken)).Count > 0 || (row.Record is long record && await IsThereAsync(record, cancellationToken)))
        {
            return MediaStanding.Referenced;
        }

        return row.Record is not null || await store.Reader.WasReferredToAsync(row, cancellationToken) ? MediaStanding.Erased : MediaStanding.Unreferenced;
    }

    // By any record, or by one alone as it stood at a time.
    private async Task<ReadableMedia?> LookAsync(Asker asker, MediaRow row, (long Record, long? AsKnownAt)? by, CancellationToken cancellationToken)
    {
        List<MediaReference> references = await store.Reader.MediaReferencesAsync(row, cancellationToken);
        foreach (long record in references.Select(r => r.Record).Where(r => by is null || r == by.Value.Record).Distinct())
        {
            foreach (VisibleVersion version in await view.VersionsAsync(asker, record, by?.AsKnownAt, cancellationToken))
            {
                if (references.Exists(r => r.Record == record && r.Exchange == version.Row.Exchange && r.Place == version.Row.Place)
                    && Disclosure.PermitObject(asker.Caller, version.Record, ObjectReferences.Attribute) is ContentPermit permit)
                {
                    return Readable(asker, row, permit, version, version.Record);
                }
            }
        }

        return row.Record is long attached && (by is null || attached == by.Value.Record) ? await LookAttachedAsync(asker, row, attached, by?.AsKnownAt, cancellationToken) : null;
    }

    private async Task<ReadableMedia?> LookAttachedAsync(Asker asker, MediaRow row, long record, long? asKnownAt, CancellationToken cancellationToken)
    {
        PoleDictionary dictionary = workspace.Current.Workspace.Dictionary;
        LinkRole? role = dictionary.LinkRoleList.FirstOrDefault(r => r.Name == AttachedTo);
        if (role is null || !dictionary.Types.TryGetValue(TypeOf(row), out RecordType? type))
        {
            return null;
        }

        foreach (VisibleVersion version in await view.VersionsAsync(asker, record, asKnownAt, cancellationToken))
        {
            Record whole = version.Bundle.Stored.Content.Records[version.Row.Place];
            if (view.LookBeside(asker, version.Bundle.Stored, version.Row.Place, Describe(row, type, whole), role) is Record permitted
                && Disclosure.PermitObject(asker.Caller, permitted, ObjectReferences.Attribute) is ContentPermit permit)
            {
                return Readable(asker, row, permit, version, permitted);
            }
        }

        return null;
    }

    private static string TypeOf(MediaRow row) => row.Type.StartsWith("application/", StringComparison.Ordinal) || row.Type.StartsWith("text/", StringComparison.Ordinal) ? "Document" : "Media";

    /// <summary>The record that an attached object is: what is known of it, under the marking of what it is attached to.</summary>
    private static Record Describe(MediaRow row, RecordType type, Record attachedTo)
    {
        Record record = new(type);
        Set("reference", Value.Text(PublicId.Media(row.Id)));
        Set(ObjectReferences.Attribute, Value.Text(PublicId.Media(row.Id)));
        Set("mediaType", Value.Text(row.Type));
        Set("fileName", UploadRequest.ValueOf(row.Metadata, "filename") is string name ? Value.Text(name) : default);
        Set("size", Value.Number(row.Size));
        Set("hash", Value.Text(Convert.ToHexStringLower(row.Sha256!)));
        Set("marking", attachedTo["marking"]);
        Set("handling", attachedTo["handling"]);
        return record;

        void Set(string name, Value value)
        {
            if (type.TryGet(name, out AttributeDefinition? attribute))
            {
                record.Set(attribute, value);
            }
        }
    }

    private ReadableMedia Readable(Asker asker, MediaRow row, ContentPermit permit, VisibleVersion version, Record by)
    {
        Record whole = version.Bundle.Stored.Content.Records[version.Row.Place];
        ulong? subject = RecordKey.Of(whole) is string key ? ledger.Subjects.Hash(version.Bundle.Stored.Row.System, whole.Type.Name, key) : null;
        bool isOwn = view.IsOwn(asker, row.System);
        return new ReadableMedia(row, permit, isOwn, by)
        {
            Exchange = PublicId.Exchange(version.Row.Exchange),
            Subject = subject,
            AttachedTo = isOwn || row.Record == version.Row.Record ? row.Record : null,
        };
    }

    /// <summary>Whether a record has a version that is not erased. One that the repository does not know of yet counts as there.</summary>
    private async Task<bool> IsThereAsync(long record, CancellationToken cancellationToken)
    {
        if (!table.TryFind(record, out RecordHead head))
        {
            return true;
        }

        HashSet<long> erased = [];
        long? next = head.LastRow;
        while (next is long at && await store.Reader.RecordVersionAsync(at, cancellationToken) is RecordVersionRow row)
        {
            next = row.Previous;
            if (row.State == VersionState.Erased)
            {
                erased.Add(row.Exchange);
            }
            else if (!erased.Contains(row.Exchange))
            {
                return true;
            }
        }

        return false;
    }
}
