using Microsoft.Extensions.Logging;
using Parley.Engine.Issues;
using Parley.Engine.Formats;
using Parley.Engine.Workspace;
using Parley.Server.Delivery;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Intake;

/// <summary>
/// Asks an address for new messages at intervals. The cursor is kept once all messages of an answer are durable; an answer that is asked
/// for twice because of a crash is recognised message by message.
/// </summary>
internal sealed class PollReader(Depositor depositor, Store store, WorkspaceHost workspace, Secrets secrets, ServerOptions options, ILogger<PollReader> log)
{
    private const int MostAnswers = 4;
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_mostWait = TimeSpan.FromMinutes(5);

    /// <summary>Asks until cancelled.</summary>
    public async Task RunAsync(SystemDefinition system, MessageTypeDefinition type, PollIntake intake, CancellationToken cancellationToken)
    {
        using HttpMessageInvoker client = new(HttpHandlers.Make(intake.Auth as MutualTlsAuth, secrets, 1));
        RequestAuth auth = RequestAuth.Make(intake.Auth, secrets, options.Time);
        string name = $"{system.Id}/{type.Name}/{intake.Url}";
        int failures = 0;
        while (true)
        {
            TimeSpan wait = intake.Every;
            try
            {
                bool more = await AskAsync(client, auth, system, type, intake, name, cancellationToken);
                failures = 0;
                wait = more ? TimeSpan.Zero : intake.Every;
            }
            catch (Exception failure) when (IsTheirs(failure, cancellationToken))
            {
                Log.IntakeFailed(log, system.Id, intake.Url, failure.Message);
                double longer = intake.Every.TotalMilliseconds * Math.Pow(2, Math.Min(++failures, 10));
                wait = TimeSpan.FromMilliseconds(Math.Min(longer, Math.Max(s_mostWait.TotalMilliseconds, intake.Every.TotalMilliseconds)));
            }

            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, options.Time, cancellationToken);
            }
        }
    }

    private static bool IsTheirs(Exception failure, CancellationToken cancellationToken) =>
        failure is HttpRequestException or IOException or StoreUnavailableException or PollAnswerException
        || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    /// <summary>Asks once; true when there may be more at once.</summary>
    private async Task<bool> AskAsync(
        HttpMessageInvoker client,
        RequestAuth auth,
        SystemDefinition system,
        MessageTypeDefinition type,
        PollIntake intake,
        string name,
        CancellationToken cancellationToken)
    {
        string cursor = await store.Reader.CursorAsync(name, cancellationToken) ?? intake.FirstCursor;
        string url = intake.Url.Replace("{cursor}", Uri.EscapeDataString(cursor), StringComparison.Ordinal);
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(s_timeout);
        using HttpRequestMessage request = new(HttpMethod.Get, url);
        await auth.ApplyAsync(request, timeout.Token);
        using HttpResponseMessage response = await client.SendAsync(request, timeout.Token);
        if (!response.IsSuccessStatusCode)
        {
            auth.Forget();
            throw new HttpRequestException($"It answered {(int)response.StatusCode}.");
        }

        long most = (long)workspace.Current.Workspace.Installation.MaxMessageBytes * MostAnswers;
        (byte[]? answer, bool cut) = await BoundedContent.ReadAsync(response.Content, (int)Math.Min(most, int.MaxValue / 2), timeout.Token);
        if (cut)
        {
            throw new PollAnswerException("Its answer is too large.");
        }

        int taken = await TakeAsync(system, type, intake, answer ?? [], cancellationToken);
        string? next = PollAnswer.Cursor(intake.Cursor, response, answer ?? []);
        if (next is null || string.Equals(next, cursor, StringComparison.Ordinal))
        {
            return false;
        }

        await store.WriteAsync(new StatementWork(Statements.SetCursor, name, next, Clock.Microseconds(options.Time)), cancellationToken);
        return taken > 0;
    }

    private async Task<int> TakeAsync(SystemDefinition system, MessageTypeDefinition type, PollIntake intake, byte[] answer, CancellationToken cancellationToken)
    {
        List<byte[]> messages = intake.Items.Length > 0 ? PollAnswer.Items(answer, intake.Items) : Split(type, answer);
        List<Task<DepositResult>> deposits = [];
        foreach (byte[] body in messages)
        {
            // There is nobody to refuse a message to: what its policy would reject is held instead.
            Received message = new() { Source = system, Type = type, Body = body, Via = "poll", CanRefuse = false };
            deposits.Add(depositor.DepositAsync(message, patient: true, cancellationToken));
        }

        await Task.WhenAll(deposits);
        return messages.Count;
    }

    private static List<byte[]> Split(MessageTypeDefinition type, byte[] answer)
    {
        List<byte[]> messages = [];
        if (answer.Length == 0)
        {
            return messages;
        }

        IssueSink framing = new();
        using MemoryStream stream = new(answer);
        using MessageSplitter splitter = type.Translation.Format.CreateSplitter(stream, FormatLimits.Default);
        while (splitter.TryNext(out ReadOnlyMemory<byte> message, framing))
        {
            messages.Add(message.ToArray());
        }

        return framing.HasErrors ? throw new PollAnswerException($"Its answer cannot be cut into messages: {framing.Issues[0].Message}") : messages;
    }
}
