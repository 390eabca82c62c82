using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Replays;

/// <summary>
/// Runs stored messages again without effect, and says what comes out otherwise: as they ran (the workspace, agreements and day of then, against what was
/// stored), and in the shadow of a change (what is in force against what is not yet).
/// </summary>
internal sealed class Replayer(Worlds worlds, Store store, ServerOptions options)
{
    private const string Erased = "Its content has been erased, or is no longer kept.";

    /// <summary>Runs an exchange as it ran, and compares with what was stored.</summary>
    public async Task<ReplayOutcome> AsItRanAsync(ExchangeRow row, CancellationToken cancellationToken)
    {
        if (await BodyAsync(row, cancellationToken) is not byte[] body)
        {
            return new ReplayOutcome(row.Id, Erased, []);
        }

        if (await worlds.AsItWasAsync(row, cancellationToken) is not World world)
        {
            return new ReplayOutcome(row.Id, "The text of the workspace that it ran under was not kept.", []);
        }

        if (Run(world, row, body) is not Prepared again)
        {
            return new ReplayOutcome(row.Id, "The workspace that it ran under does not have its message type.", []);
        }

        Comparison comparison = new();
        comparison.Word("status", "exchange", StatusText.Of(FirstStatus(row)), StatusText.Of(again.Status));
        comparison.Issues(row.Issues, again.Record.Exchange.Issues);
        List<DeliveryRow> stored = await store.Reader.DeliveriesAsync(row.Id, cancellationToken);
        foreach (DeliveryRow delivery in stored)
        {
            delivery.Body ??= await store.Reader.ContentAsync(delivery.Content, Disclosure.PermitTranslation(), cancellationToken);
        }

        Deliveries(comparison, world.Host, stored, again.Record.Deliveries);
        return new ReplayOutcome(row.Id, null, comparison.Differences);
    }

    /// <summary>Runs an exchange by what is in force and by what is not yet, and compares the two.</summary>
    public async Task<ReplayOutcome> ShadowAsync(ExchangeRow row, World shadow, CancellationToken cancellationToken)
    {
        if (await BodyAsync(row, cancellationToken) is not byte[] body)
        {
            return new ReplayOutcome(row.Id, Erased, []);
        }

        Comparison comparison = new();

        // Both at one moment, which messages may say.
        long at = Clock.Microseconds(options.Time);
        Prepared? now = Run(worlds.Now, row, body, at);
        Prepared? then = Run(shadow, row, body, at);
        if (now is null)
        {
            return new ReplayOutcome(row.Id, "The workspace in force no longer has its message type.", []);
        }

        if (then is null)
        {
            comparison.Word("status", "exchange", StatusText.Of(now.Status), "no such message type");
            return new ReplayOutcome(row.Id, null, comparison.Differences);
        }

        comparison.Word("status", "exchange", StatusText.Of(now.Status), StatusText.Of(then.Status));
        comparison.Issues(now.Record.Exchange.Issues, then.Record.Exchange.Issues);
        comparison.Bundles(worlds.Now.Bundles.Translate(row, body, Disclosure.PermitTranslation()), shadow.Bundles.Translate(row, body, Disclosure.PermitTranslation()));
        Deliveries(comparison, shadow.Host, now.Record.Deliveries, then.Record.Deliveries);
        return new ReplayOutcome(row.Id, null, comparison.Differences);
    }

    /// <summary>Computes an exchange again, with its own identifier: nothing has happened.</summary>
    private static Prepared? Run(World world, ExchangeRow row, byte[] body, long? at = null) =>
        world.Host.Current.Workspace.TryFind(row.System, row.Type, out SystemDefinition? source, out MessageTypeDefinition? type)
            ? world.Journey.Prepare(new Received
            {
                Source = source,
                Type = type,
                Body = body,
                Via = row.Via,
                Deduplicate = false,
                CanRefuse = row.Status == ExchangeStatus.Refused,
                Again = row.Id,
                At = at,
                Cause = row.Cause is long cause || row.Completion is not null ? new Cause(row.Cause ?? row.Id, row.CauseDelivery, row.Correlation, row.Depth, row.Completion) : null,
            })
            : null;

    // How it was judged at first; what people did about it since is not the journey's.
    private static ExchangeStatus FirstStatus(ExchangeRow row) => row.Status switch
    {
        ExchangeStatus.Corrected or ExchangeStatus.Discarded => ExchangeStatus.Held,
        ExchangeStatus.Withdrawn => ExchangeStatus.Accepted,
        _ => row.Status,
    };

    private static void Deliveries(Comparison comparison, WorkspaceHost host, List<DeliveryRow> was, List<DeliveryRow> now)
    {
        Dictionary<string, DeliveryRow> before = was.ToDictionary(Name, StringComparer.Ordinal);
        Dictionary<string, DeliveryRow> after = now.ToDictionary(Name, StringComparer.Ordinal);
        foreach (string name in before.Keys.Union(after.Keys).Order(StringComparer.Ordinal))
        {
            DeliveryRow? old = before.GetValueOrDefault(name);
            DeliveryRow? then = after.GetValueOrDefault(name);
            if (old is null || then is null)
            {
                comparison.Word("delivery", name, old is null ? "" : "there", then is null ? "" : "there");
                continue;
            }

            comparison.Word("decision", name, DecisionOf(old), DecisionOf(then));
            comparison.Word("decision", name + " withheld", old.WithheldReasons ?? "", then.WithheldReasons ?? "");
            comparison.Word("decision", name + " agreements", old.Agreements ?? "", then.Agreements ?? "");
            comparison.Messages(name, FormatOf(host, then), old.Body, then.Body);
        }
    }

    private static string Name(DeliveryRow row) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{row.Recipient}/{row.Type}#{row.Route}");

    // Whether it went is the recipient's; whether it was to go is the decision's.
    private static string DecisionOf(DeliveryRow row) => row.Body is not null ? "permitted"
        : row.Status == DeliveryStatus.Withheld || row.WithheldReasons is not null ? "withheld"
        : "cannot be written";

    private static string FormatOf(WorkspaceHost host, DeliveryRow row) =>
        host.Current.Workspace.Systems.GetValueOrDefault(row.Recipient)?.Messages.GetValueOrDefault(row.Type)?.Translation.Format.Name ?? "";

    private Task<byte[]?> BodyAsync(ExchangeRow row, CancellationToken cancellationToken) =>
        row.Status == ExchangeStatus.Erased ? Task.FromResult<byte[]?>(null) : store.Reader.ContentAsync(row.Content, Disclosure.PermitTranslation(), cancellationToken);
}
