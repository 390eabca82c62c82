using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Parley.Engine.Evidence;
using Parley.Engine.Workspace;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Ledger;

/// <summary>Asks the workspace's witnesses, and nobody else, to co-sign the last checkpoint, and keeps what they sign with it.</summary>
internal sealed class WitnessAsker(Store store, ProofMaker proofs, ServerOptions options, ILogger<WitnessAsker> log)
    : PeriodicService(TimeSpan.FromSeconds(5), options.Time, log)
{
    private const int MostAnswer = 16 * 1024;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly HttpClient _client = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        Timeout = s_patience,
        MaxResponseContentBufferSize = MostAnswer,
    };

    private readonly Dictionary<string, long> _signed = [];

    /// <inheritdoc/>
    public override void Dispose()
    {
        _client.Dispose();
        base.Dispose();
    }

    /// <summary>Asks each witness that has not signed the last checkpoint.</summary>
    protected override async Task DoAsync(CancellationToken cancellationToken)
    {
        foreach (WitnessDefinition witness in options.Workspace.Installation.Ledger.Witnesses)
        {
            if (await store.Ledger.LastCheckpointAsync(cancellationToken) is { } last && _signed.GetValueOrDefault(witness.Key.Name) < last.Size)
            {
                await TryAskAsync(witness, last, cancellationToken);
            }
        }
    }

    // What a witness has co-signed last, where it says so.
    private static long? SizeOf(string answer) => long.TryParse(answer.TrimEnd('\n'), NumberStyles.None, CultureInfo.InvariantCulture, out long size) ? size : null;

    private async Task TryAskAsync(WitnessDefinition witness, CheckpointRow last, CancellationToken cancellationToken)
    {
        try
        {
            long old = _signed.GetValueOrDefault(witness.Key.Name);
            (int status, string answer) = await SendAsync(witness, last, old, cancellationToken);
            if (status == 409 && SizeOf(answer) is long known && known != old && known <= last.Size)
            {
                (status, answer) = await SendAsync(witness, last, known, cancellationToken);
            }

            if (status == 422 || (status == 409 && SizeOf(answer) == last.Size))
            {
                Log.WitnessHasAnotherHistory(Logger, witness.Key.Name, last.Size);
            }
            else if (status == 409 && SizeOf(answer) > last.Size)
            {
                Log.WitnessHasSeenMore(Logger, witness.Key.Name, SizeOf(answer)!.Value, last.Size);
            }
            else if (status != 200 || !await KeepAsync(witness, last, answer, cancellationToken))
            {
                Log.WitnessRefused(Logger, witness.Key.Name, status);
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or StoreUnavailableException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.WitnessUnreachable(Logger, witness.Key.Name, failure.Message);
        }
    }

    private async Task<(int Status, string Answer)> SendAsync(WitnessDefinition witness, CheckpointRow last, long old, CancellationToken cancellationToken)
    {
        StringBuilder body = new();
        body.Append(CultureInfo.InvariantCulture, $"old {old}\n");
        foreach (TreeHash hash in await proofs.ConsistencyAsync(old, last.Size, cancellationToken))
        {
            body.Append(hash).Append('\n');
        }

        using StringContent content = new(body.Append('\n').Append(last.Note).ToString(), Encoding.UTF8, "text/plain");
        using HttpResponseMessage response = await _client.PostAsync(new Uri(witness.Url.TrimEnd('/') + "/add-checkpoint"), content, cancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancellationToken));
    }

    private async Task<bool> KeepAsync(WitnessDefinition witness, CheckpointRow last, string answer, CancellationToken cancellationToken)
    {
        SignedNote note = SignedNote.Parse(last.Note)!;
        List<NoteSignature> good = [.. answer.Split('\n').Select(NoteSignature.Parse).OfType<NoteSignature>().Where(s => witness.Key.Verify(note.Text, s))];
        if (good.Count == 0)
        {
            return false;
        }

        await store.WriteAsync(new StatementWork(Statements.SetCheckpointNote, last.Size, note.With(good).ToString()), cancellationToken);
        _signed[witness.Key.Name] = last.Size;
        return true;
    }
}
