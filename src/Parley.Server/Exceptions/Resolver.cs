using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Intake;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>Carries out what a person decides of an exception.</summary>
internal sealed class Resolver(Journey journey, Store store, WorkspaceHost workspace, ServerOptions options)
{
    /// <summary>Puts a corrected message in the place of the one at fault: to the recipient that failed, or to all when it never went out.</summary>
    public Task<DepositResult> CorrectAsync(ExceptionRow exception, byte[] body, string by, CancellationToken cancellationToken) =>
        ReplaceAsync(exception, body, "correction", ExceptionStatus.Corrected, by, cancellationToken);

    /// <summary>Sends a failed delivery again with the same bytes; a message that never went out is translated again under the workspace as it is now.</summary>
    /// <returns>The deposit of the second kind; null for a delivery.</returns>
    public async Task<DepositResult?> ResendAsync(ExceptionRow exception, string by, CancellationToken cancellationToken)
    {
        if (await FailedDeliveryAsync(exception, cancellationToken) is DeliveryRow delivery)
        {
            await store.WriteAsync(new ResendWork(exception, delivery, by, Clock.Microseconds(options.Time)), cancellationToken);
            return null;
        }

        return await ReplaceAsync(exception, await BodyAsync(exception, cancellationToken), "resend", ExceptionStatus.Resent, by, cancellationToken);
    }

    /// <summary>What would become of an exception that is sent again now, or as it was corrected, without any effect.</summary>
    /// <returns>The exchange as it would be; null when the same bytes would go to the recipient again.</returns>
    public async Task<Prepared?> TryResubmitAsync(ExceptionRow exception, byte[]? corrected, CancellationToken cancellationToken)
    {
        if (corrected is null && await FailedDeliveryAsync(exception, cancellationToken) is not null)
        {
            return null;
        }

        return (await PrepareAsync(exception, corrected ?? await BodyAsync(exception, cancellationToken), "resend", cancellationToken)).Prepared;
    }

    /// <summary>
    /// Why an exception that was opened again has nothing to be sent: what went out in its place has gone out, and recipients would have it twice. Null when it never went out, or was corrected since.
    /// </summary>
    public async Task<string?> HasGoneAsync(ExceptionRow exception, CancellationToken cancellationToken)
    {
        List<CorrectionRow> versions = await store.Reader.CorrectionsAsync(exception.Id, cancellationToken);
        if (exception.Replacement is not long sent || await store.Reader.ExchangeAsync(sent, cancellationToken) is not ExchangeRow replacement)
        {
            // A delivery that went again went with the same bytes: there was no correction then.
            return versions.Count == 0 && exception.N is int n
                && (await store.Reader.DeliveriesAsync(exception.Exchange, cancellationToken)).Any(d => d.N == n && d.Status == DeliveryStatus.Delivered)
                ? $"It was delivered, as {PublicId.Delivery(exception.Exchange, n)}." : null;
        }

        return versions.Count > 0 && versions[^1].At > replacement.Received ? null : $"It has gone out already, as {PublicId.Exchange(sent)}, and was not corrected since.";
    }

    /// <summary>Why a recipient that a message could not be written for cannot be given the corrected one either; null when it can, or that was not the trouble.</summary>
    public async Task<string?> StillFailsAsync(ExceptionRow exception, byte[] corrected, CancellationToken cancellationToken) =>
        exception.Code == ServerIssues.CannotWrite.Code && await TryResubmitAsync(exception, corrected, cancellationToken) is { Status: ExchangeStatus.Accepted } prepared
            ? prepared.Record.Exceptions.FirstOrDefault(e => e.N is not null && e.Code == exception.Code)?.Why
            : null;

    /// <summary>Sets it aside.</summary>
    public Task DiscardAsync(ExceptionRow exception, string reason, string by, CancellationToken cancellationToken) => store.WriteAsync(
        new ResolutionWork(exception, ExceptionStatus.Discarded, by, Clock.Microseconds(options.Time)) { Reason = reason }, cancellationToken);

    private async Task<DepositResult> ReplaceAsync(
        ExceptionRow exception, byte[] body, string via, ExceptionStatus status, string by, CancellationToken cancellationToken)
    {
        (ExchangeRow row, Prepared prepared) = await PrepareAsync(exception, body, via, cancellationToken);
        ExchangeRow replacement = prepared.Record.Exchange;
        if (prepared.Status != ExchangeStatus.Accepted)
        {
            // A correction that is itself at fault changes nothing: the person is told, and the exception stays open.
            return new DepositResult(DepositKind.Refused, row.Id, row.Status, prepared.Issues);
        }

        await store.WriteAsync(
            new ResolutionWork(exception, status, by, Clock.Microseconds(options.Time)) { Replacement = prepared.Record }, cancellationToken);
        return new DepositResult(DepositKind.Taken, replacement.Id, replacement.Status, prepared.Issues);
    }

    private async Task<(ExchangeRow Row, Prepared Prepared)> PrepareAsync(ExceptionRow exception, byte[] body, string via, CancellationToken cancellationToken)
    {
        RequireMessage(exception);
        ExchangeRow row = await store.Reader.KnownExchangeAsync(exception.Exchange, cancellationToken);
        if (!workspace.Current.Workspace.TryFind(row.System, row.Type, out SystemDefinition? source, out MessageTypeDefinition? type))
        {
            throw new ProblemException(new Problem(409, ServerIssues.RecipientGone, "The workspace no longer has the system or the message type.", "exception"));
        }

        Prepared prepared = journey.Prepare(new Received
        {
            Source = source,
            Type = type,
            Body = body,
            Via = via,
            Deduplicate = false,
            Cause = new Cause(row.Id, null, row.Correlation, row.Depth, row.Completion),
            Only = await OnlyAsync(exception, cancellationToken),
        });
        return (row, prepared);
    }

    // The delivery whose bytes can go again as they are.
    private async Task<DeliveryRow?> FailedDeliveryAsync(ExceptionRow exception, CancellationToken cancellationToken) => exception.N is int n
        ? (await store.Reader.DeliveriesAsync(exception.Exchange, cancellationToken)).FirstOrDefault(
            d => d.N == n && d is { Content: not null, Status: DeliveryStatus.Failed or DeliveryStatus.ReplyHeld })
        : null;

    private async Task<byte[]> BodyAsync(ExceptionRow exception, CancellationToken cancellationToken)
    {
        RequireMessage(exception);
        ExchangeRow? row = await store.Reader.ExchangeAsync(exception.Exchange, cancellationToken);
        return await store.Reader.ContentAsync(row?.Content, Disclosure.PermitTranslation(), cancellationToken)
            ?? throw new ProblemException(new Problem(409, ServerIssues.NotFound, "The message's content is no longer kept.", "exception"));
    }

    // A review is about what was done, not about a message: there is nothing to send in its place.
    private static void RequireMessage(ExceptionRow exception)
    {
        if (exception.Code == SharingIssues.EmergencyReview.Code)
        {
            throw new ProblemException(new Problem(409, ServerIssues.WrongState, "It is a review; it is ended by a discard with the finding as the reason.", "address"));
        }
    }

    private async Task<(string Recipient, string Type, int Route)?> OnlyAsync(ExceptionRow exception, CancellationToken cancellationToken)
    {
        if (exception.N is not int n)
        {
            return null;
        }

        DeliveryRow? delivery = (await store.Reader.DeliveriesAsync(exception.Exchange, cancellationToken)).FirstOrDefault(d => d.N == n);
        return delivery is null ? null : (delivery.Recipient, delivery.Type, delivery.Route);
    }
}
