using Parley.Engine.Expressions;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>
/// Starts instances by several events together (<c>schedule.on.all</c>): an event waits on the channel of its filter and its values until there is one of the same values for every other filter;
/// then the oldest of each start an instance, and in its transaction leave their channels, so that each starts one and no more, whenever the server is killed. Called by one at a time.
/// </summary>
internal sealed class StartsTogether(ProcessRunner runner, ProcessTools tools)
{
    private const int PageSize = 100;

    /// <summary>Offers an event that is durable; it starts an instance when it is the last that was missing.</summary>
    public async Task OfferAsync(KeptDefinition definition, long id, JqValue received, CancellationToken cancellationToken)
    {
        foreach ((int filter, JqValue values) in definition.Definition.Schedule!.Together(received))
        {
            if (await IsThereAsync(tools.Channels.OfStart(definition, filter, values), id, cancellationToken)
                && await CollectAsync(definition, values, cancellationToken) is { } all)
            {
                await StartAsync(definition, all, cancellationToken);
                return;
            }
        }
    }

    // The oldest events of a start by the order of the filters; null while one is missing. The one that is offered need not be among them: what is offered again
    // after a start of the server is not the newest.
    private async Task<(long Id, JqValue Event)[]?> CollectAsync(KeptDefinition definition, JqValue values, CancellationToken cancellationToken)
    {
        (long Id, JqValue Event)[] all = new (long, JqValue)[definition.Definition.Schedule!.On.Count];
        for (int filter = 0; filter < all.Length; filter++)
        {
            if (await OldestAsync(tools.Channels.OfStart(definition, filter, values), [.. all.Select(a => a.Id)], cancellationToken) is not { } found)
            {
                return null;
            }

            all[filter] = found;
        }

        return all;
    }

    private async Task<bool> IsThereAsync(long channel, long id, CancellationToken cancellationToken) =>
        await tools.Store.Reader.EventsOfChannelAsync(channel, id, 1, cancellationToken) is [long first] && first == id;

    private async Task<(long Id, JqValue Event)?> OldestAsync(long channel, long[] taken, CancellationToken cancellationToken)
    {
        long from = tools.OldestEvent;
        while (await tools.Store.Reader.EventsOfChannelAsync(channel, from, PageSize, cancellationToken) is { Count: > 0 } events)
        {
            foreach (long id in events.Where(e => !taken.Contains(e)))
            {
                if (await tools.EventAsync(id, cancellationToken) is { } read)
                {
                    return (id, read);
                }
            }

            from = events[^1] + 1;
        }

        return null;
    }

    private async Task StartAsync(KeptDefinition definition, (long Id, JqValue Event)[] all, CancellationToken cancellationToken)
    {
        List<long> exchanges = [];
        foreach ((long id, JqValue _) in all)
        {
            exchanges.AddRange(await tools.Store.Reader.ProcessExchangesAsync(id, cancellationToken));
        }

        (long Channel, long Event)[] left = [.. all.SelectMany(a => tools.Channels.OfStart(definition, a.Event).Select(c => (c, a.Id)))];
        StartWith with = new()
        {
            Exchanges = [.. exchanges.Distinct()],
            Statements = session =>
            {
                foreach ((long channel, long id) in left)
                {
                    session.Execute(Statements.DropProcessEventChannel, channel, id);
                }
            },
        };
        await runner.StartPatientlyAsync(definition, JqValue.FromItems(all.Select(a => a.Event)), "events:" + string.Join(',', all.Select(a => a.Id)), with, cancellationToken);
    }
}
