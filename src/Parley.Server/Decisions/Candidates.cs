using System.Runtime.CompilerServices;
using Parley.Engine.Dictionary;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Decisions;

/// <summary>
/// What a search goes through, each kind in an order of its own, from any of them on: the workspace's names, the entities that <c>access.yaml</c> lists, and of what is
/// stored what the asker may know of.
/// </summary>
internal sealed class Candidates(WorkspaceHost workspace, Store store, Disclosure disclosure, ReceivedExchanges received, StoredBundles bundles)
{
    private const int RowsAtOnce = 50;

    /// <summary>The candidates after one of them; null for all.</summary>
    public IAsyncEnumerable<string> Of(Caller asker, AccessQuestion question, Sought sought, string? after, CancellationToken cancellationToken) => sought switch
    {
        Sought.Subject => Names(SubjectsOf(question.Subject.Type), after),
        Sought.Action => Names(Actions(question.Resource.Type), after),
        _ when !ApplicationRules.IsOwn(question.Resource.Type, question.Action) => Names(workspace.Current.Workspace.Access.KnownResources.Ids(question.Resource.Type), after),
        _ => Stored(asker, question.Resource.Type, after, cancellationToken),
    };

    // A provider's people are nowhere but in their tokens; administrators of the platform's own are nobody's to list.
    private IEnumerable<string> SubjectsOf(string type)
    {
        LoadedWorkspace loaded = workspace.Current.Workspace;
        return type switch
        {
            "system" => loaded.Systems.Keys,
            "organisation" => loaded.Organisations.Keys,
            _ => loaded.Access.KnownSubjects.Ids(type),
        };
    }

    private IEnumerable<string> Actions(string resource) => workspace.Current.Applications.ActionsOn(resource)
        .Concat(ApplicationRules.OwnTypes.Contains(resource) ? ApplicationRules.OwnActions : []).Distinct(StringComparer.Ordinal);

    private IAsyncEnumerable<string> Stored(Caller asker, string type, string? after, CancellationToken cancellationToken) => type switch
    {
        "system" => Names(workspace.Current.Workspace.Systems.Keys, after),
        "record-type" => Names(workspace.Current.Workspace.Dictionary.Types.Keys, after),
        "exception" => ExceptionsAsync(asker, after, cancellationToken),
        _ => OfExchangesAsync(asker, type, after, cancellationToken),
    };

    // In the order of their bytes, so that a page goes on where the one before ended although a name has gone since.
    private static IAsyncEnumerable<string> Names(IEnumerable<string> names, string? after) =>
        names.Order(StringComparer.Ordinal).Where(n => after is null || string.CompareOrdinal(n, after) > 0).ToAsyncEnumerable();

    private async IAsyncEnumerable<string> ExceptionsAsync(Caller asker, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        long before = after is null ? long.MaxValue : PublicId.TryParse('e', after, out long key) ? key : 0;
        while (asker.Has(Rights.SeeExchanges))
        {
            List<ExceptionRow> rows = await store.Reader.ExceptionsAsync(Disclosure.OwnSystems(asker), null, before, RowsAtOnce, cancellationToken);
            foreach (ExceptionRow row in rows)
            {
                yield return PublicId.Exception(row.Id);
            }

            if (rows.Count < RowsAtOnce)
            {
                yield break;
            }

            before = rows[^1].Id;
        }
    }

    // Exchanges, and the records and deliveries of each, as the list of exchanges shows them to the asker.
    private async IAsyncEnumerable<string> OfExchangesAsync(Caller asker, string type, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        (long before, int reached) = type == "exchange" ? (Start(after), -1) : Within(type, after);
        while (asker.Has(Rights.SeeExchanges))
        {
            ExchangeFilter filter = new(null, null, null, null, before, RowsAtOnce)
            {
                Within = Disclosure.OwnSystems(asker),
                ArrivedAt = asker.System is null && !asker.IsOperator ? disclosure.ReceivingSystems(asker) : null,
            };
            List<ListedExchange> rows = await received.ExchangesAsync(asker, filter, cancellationToken);
            foreach (ListedExchange listed in rows)
            {
                foreach ((int n, string id) in await PartsAsync(asker, type, listed.Row, cancellationToken))
                {
                    if (n > reached)
                    {
                        yield return id;
                    }
                }

                // What is left of the exchange that the page before ended in; all the others are whole.
                reached = -1;
            }

            if (rows.Count < RowsAtOnce)
            {
                yield break;
            }

            before = rows[^1].Row.Id;
        }
    }

    private static long Start(string? after) => after is null ? long.MaxValue : PublicId.TryParse('x', after, out long key) ? key : 0;

    // The exchange that the page before ended in is looked at again, from the part after the one that it ended with.
    private static (long Before, int Reached) Within(string type, string? after)
    {
        if (after is null)
        {
            return (long.MaxValue, -1);
        }

        long exchange;
        int n;
        bool known = type == "delivery" ? PublicId.TryParseDelivery(after, out exchange, out n) : Evaluator.TryParse(after, out exchange, out n);
        return known ? (exchange + 1, n) : (0, -1);
    }

    private async Task<List<(int N, string Id)>> PartsAsync(Caller asker, string type, ExchangeRow row, CancellationToken cancellationToken)
    {
        switch (type)
        {
            case "exchange":
                return [(0, PublicId.Exchange(row.Id))];
            case "delivery":
                return [.. (await store.Reader.DeliveriesAsync(row.Id, cancellationToken)).Select(d => (d.N, PublicId.Delivery(row.Id, d.N))).OrderBy(d => d.N)];
            default:
                Bundle? bundle = disclosure.PermitView(asker, row.System) is ContentPermit permit ? await bundles.ReadAsync(row, permit, cancellationToken) : null;
                return [.. Enumerable.Range(0, bundle?.Records.Count ?? 0).Select(n => (n, $"{PublicId.Exchange(row.Id)}/{n}"))];
        }
    }
}
