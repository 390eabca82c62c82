using System.Globalization;
using Microsoft.Extensions.Logging;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>Reads instances from the store, and puts those aside that cannot be read.</summary>
internal sealed class ProcessLoader(ProcessTools tools, ILogger<ProcessLoader> log)
{
    private const int MostReason = 500;

    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(1);

    /// <summary>Why an instance was put aside, as it is kept: not too long, and of letters that can be shown.</summary>
    public static string Shown(string why) => string.Concat(why.Take(MostReason).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c));

    /// <summary>An instance; null when there is none, when it has been erased, or when it had to be put aside because it cannot be read. Waits for the store.</summary>
    public async Task<ProcessInstance?> LoadAsync(LiveProcess live, CancellationToken cancellationToken)
    {
        ProcessRow? row = await PatientlyAsync(() => live.LoadAsync(cancellationToken), cancellationToken);
        if (row?.Content is null || tools.Store.Keys.Find(row.Key) is not ContentKey key)
        {
            return null;
        }

        string why;
        try
        {
            if (await PatientlyAsync(() => tools.Catalogue.FindAsync(row.Definition, cancellationToken).AsTask(), cancellationToken) is { } definition)
            {
                return ProcessInstance.Read(row, key, definition);
            }

            why = string.Create(CultureInfo.InvariantCulture, $"its definition ({row.Definition}) cannot be read");
        }
        catch (Exception damaged) when (damaged is InvalidDataException or EndOfStreamException or ArgumentException or FormatException)
        {
            why = damaged.Message;
        }

        Log.ProcessUnreadable(log, PublicId.Process(row.Id), row.Name, why);
        await PatientlyAsync(
            async () =>
            {
                await tools.Store.WriteAsync(new StatementWork(Statements.ParkProcess, row.Id, Shown(why), Clock.Microseconds(tools.Time)), cancellationToken);
                return true;
            },
            cancellationToken);
        return null;
    }

    private async Task<T> PatientlyAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (StoreUnavailableException failure)
            {
                Log.ProcessesBehind(log, failure);
                await Task.Delay(s_again, cancellationToken);
            }
        }
    }
}
