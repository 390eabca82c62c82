using Microsoft.AspNetCore.Http;
using Parley.Server.Media;
using Parley.Server.Repository;

namespace Parley.Server.Identities;

/// <summary>
/// Finds the objects of an identity's records, and of the records of pictures, recordings and documents that are linked to it. Each is decided by the very record that has
/// it; what may not be read is as if it were not there.
/// </summary>
/// <param name="records">The objects of records; null where the installation keeps none.</param>
/// <param name="reads">Records who is told of which; null likewise.</param>
internal sealed class IdentityMedia(MediaRecords? records, MediaReads? reads)
{
    private const int Most = 200;

    /// <summary>The objects of a single view, new to old.</summary>
    public async Task<IReadOnlyList<ViewedMedia>> OfAsync(Sight sight, SingleView view, CancellationToken cancellationToken)
    {
        Found found = new(sight);
        await AddOwnAsync(found, view.Identity, cancellationToken);
        foreach (ViewedThing thing in view.Things.Where(t => t.Newest.Record.Type.TryGet(ObjectReferences.Attribute, out _)))
        {
            foreach (long record in thing.Sources.Select(s => s.Other.Name).Distinct())
            {
                await AddAsync(found, record, thing.Role, cancellationToken);
            }
        }

        return found.InOrder();
    }

    /// <summary>The objects of each node's own records, new to old, by node; nodes without any are left out. A linked picture is a node of its own.</summary>
    public async Task<IReadOnlyDictionary<long, IReadOnlyList<ViewedMedia>>> OfAsync(Sight sight, IdentityGraph graph, CancellationToken cancellationToken)
    {
        Dictionary<long, IReadOnlyList<ViewedMedia>> media = [];
        foreach (GraphNode node in graph.Nodes)
        {
            Found found = new(sight);
            await AddOwnAsync(found, node.Identity, cancellationToken);
            if (found.InOrder() is { Count: > 0 } some)
            {
                media.Add(node.Id, some);
            }
        }

        return media;
    }

    /// <summary>Records that somebody is told of objects, for the continuity of each.</summary>
    public Task RecordAsync(HttpContext context, Sight sight, IEnumerable<ViewedMedia> shown) =>
        Task.WhenAll(shown.DistinctBy(m => m.Media.Row.Id).Select(m => reads!.DescribedAsync(context, sight.Asker, m.Media)));

    private async Task AddOwnAsync(Found found, FoundIdentity identity, CancellationToken cancellationToken)
    {
        foreach (SeenRecord member in identity.Members)
        {
            await AddAsync(found, member.Name, null, cancellationToken);
        }
    }

    private async Task AddAsync(Found found, long record, string? role, CancellationToken cancellationToken)
    {
        if (records is null || found.IsFull)
        {
            return;
        }

        foreach (ReadableMedia media in await records.OfRecordAsync(found.Sight.Asker, record, found.Sight.AsKnownAt, cancellationToken))
        {
            found.Add(media, record, role);
        }
    }

    /// <summary>Objects gathered, each once.</summary>
    private sealed class Found(Sight sight)
    {
        private readonly Dictionary<long, (ReadableMedia Media, List<(long Record, string? Role)> Of)> _all = [];

        public Sight Sight => sight;

        public bool IsFull => _all.Count == Most || sight.IsSpent;

        public void Add(ReadableMedia media, long record, string? role)
        {
            if (_all.TryGetValue(media.Row.Id, out (ReadableMedia Media, List<(long Record, string? Role)> Of) known))
            {
                known.Of.Add((record, role));
            }
            else if (_all.Count == Most)
            {
                // Counted are those that may be read: that others are left out says nothing of what is hidden.
                sight.NoteCut("media");
            }
            else
            {
                _all.Add(media.Row.Id, (media, [(record, role)]));
            }
        }

        public List<ViewedMedia> InOrder() => [.. _all.OrderByDescending(m => m.Key).Select(m => new ViewedMedia(m.Value.Media, m.Value.Of))];
    }
}
