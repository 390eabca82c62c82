using Parley.Server.Ledger;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Loads;

/// <summary>Lets live traffic go first: a load waits while deposits wait for the writer, while sealing is behind, and while the repository is.</summary>
internal sealed class LoadPace(Store store, LedgerGate ledger, RepositoryState repository, ServerOptions options)
{
    private const int Busy = 8;
    private const int MostBehind = 5_000;
    private static readonly TimeSpan s_yield = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    /// <summary>Waits for the turn of the next lines.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        await ledger.WaitAsync(cancellationToken);
        long began = options.Time.GetTimestamp();

        // Deposits that never pause may make a load slow, and must not make it stand still.
        while (store.Waiting >= Busy && options.Time.GetElapsedTime(began) < s_patience)
        {
            await Task.Delay(s_yield, options.Time, cancellationToken);
        }

        while (store.LedgerHead - repository.Cursor > MostBehind)
        {
            await Task.Delay(s_yield, options.Time, cancellationToken);
        }
    }

    /// <summary>Waits until the repository has taken in what is committed now.</summary>
    public async Task CaughtUpAsync(CancellationToken cancellationToken)
    {
        for (long head = store.LedgerHead; repository.Cursor < head;)
        {
            await Task.Delay(s_yield, options.Time, cancellationToken);
        }
    }
}
