using Microsoft.Extensions.Logging;
using Parley.Engine.Workspace;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Intake;

/// <summary>Watches a folder and takes the files dropped there, oldest name first, one at a time.</summary>
internal sealed class FolderReader(FileTaker taker, Secrets secrets, ServerOptions options, ILogger<FolderReader> log)
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromMilliseconds(200);

    /// <summary>Watches until cancelled. Looks at intervals: notifications of a file system get lost on network drives.</summary>
    public async Task RunAsync(SystemDefinition system, MessageTypeDefinition type, FolderIntake intake, CancellationToken cancellationToken)
    {
        string folder = secrets.PathOf(intake.Path);
        TimeSpan every = intake.Settle / 2 > s_shortest ? intake.Settle / 2 : s_shortest;
        while (true)
        {
            try
            {
                Directory.CreateDirectory(Path.Combine(folder, "done"));
                Directory.CreateDirectory(Path.Combine(folder, "failed"));
                foreach (string file in Settled(folder, intake))
                {
                    await taker.TakeAsync(system, type, intake, file, cancellationToken);
                }
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or StoreUnavailableException)
            {
                Log.IntakeFailed(log, system.Id, folder, failure.Message);
            }

            await Task.Delay(every, options.Time, cancellationToken);
        }
    }

    private List<string> Settled(string folder, FolderIntake intake)
    {
        DateTime settledBefore = options.Time.GetUtcNow().UtcDateTime - intake.Settle;
        return [.. Directory.EnumerateFiles(folder, intake.Pattern)
            .Where(f => IsWhole(Path.GetFileName(f)) && File.GetLastWriteTimeUtc(f) <= settledBefore)
            .Order(StringComparer.Ordinal)];
    }

    private static bool IsWhole(string name) =>
        !name.StartsWith('.') && !name.EndsWith(".tmp", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(".part", StringComparison.OrdinalIgnoreCase);
}
