using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Parley.Server;
using Parley.Server.Access;
using Parley.Server.Identities;
using Parley.Server.Operations;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Bench.Searching;

/// <summary>
/// Times identities through the server's parts: persons taken into a repository on disk and linked one at a time, pairs stored with them; then single views, decisions
/// included; then a start anew.
/// </summary>
internal static class IdentityBench
{
    // As many as the projector takes at once.
    private const int AtOnce = 64;

    /// <summary>Fills a store, adds further persons, asks for identities, and starts anew; a folder that has been filled before is started only.</summary>
    public static async Task RunAsync(int records, int further, int views, int seed, string? folder)
    {
        bool filled = folder is not null && Directory.Exists(Path.Combine(folder, ".parley"));
        string root = folder ?? Directory.CreateTempSubdirectory("parley-identities-").FullName;
        IssueSink issues = new();
        LoadedWorkspace workspace = WorkspaceReader.Read(WorkspaceFolder.Load(Path.Combine("bench", "data", "workspace"), issues), issues)
            ?? throw new FormatException(issues.Issues[0].ToString());
        workspace = workspace with { Installation = workspace.Installation with { Repository = true, Identities = new IdentityDefinition { Population = Math.Max(2, records) } } };
        if (!filled)
        {
            await FillAsync(workspace, root, GeneratedRepository.Rows(records + further, seed), records, views);
        }

        Stopwatch watch = Stopwatch.StartNew();
        await using RunningServer again = await StartAsync(workspace, root);
        await again.Services.GetRequiredService<SearchFiller>().Filled;
        Console.WriteLine($"start until all can be searched: {watch.Elapsed.TotalSeconds:0.0} s");
        await again.Services.GetRequiredService<IdentityKeeper>().Filled;
        Console.WriteLine($"start until all are linked: {watch.Elapsed.TotalSeconds:0.0} s");
        if (folder is null)
        {
            await again.StopAsync();
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task FillAsync(LoadedWorkspace workspace, string root, IEnumerable<string[]> rows, int records, int views)
    {
        long before = GC.GetTotalMemory(true);
        await using RunningServer server = await StartAsync(workspace, root);
        await server.Services.GetRequiredService<IdentityKeeper>().Filled;
        await FillAsync(server.Services, "taken in and linked", rows.Take(records));
        Console.WriteLine($"memory a person, repository, search and identities: {(GC.GetTotalMemory(true) - before) / Math.Max(1, records):N0} bytes");
        await FillAsync(server.Services, $"further, against {records:N0}", rows.Skip(records));
        await ViewAsync(server.Services, [.. rows.Where((_, i) => i % Math.Max(1, records / views) == 0).Select(r => r[0])]);
    }

    private static Task<RunningServer> StartAsync(LoadedWorkspace workspace, string root) => ParleyServer.StartAsync(
        new ServerOptions { Workspace = workspace, Root = root, Listen = "http://127.0.0.1:0", Log = false }, CancellationToken.None);

    private static async Task FillAsync(IServiceProvider services, string what, IEnumerable<string[]> rows)
    {
        int count = 0;
        List<double> stretches = [];
        Stopwatch watch = Stopwatch.StartNew();
        await GeneratedRepository.FillAsync(services, rows.Select(r => (count++, r).r), AtOnce, stretches.Add);
        stretches.Sort();
        Console.WriteLine(
            $"{count:N0} persons {what}: {count / watch.Elapsed.TotalSeconds:N0}/s; a stretch of {AtOnce}, durable: p50 {stretches[stretches.Count / 2]:0.0} ms, "
            + $"p99 {stretches[stretches.Count * 99 / 100]:0.0} ms, longest {stretches[^1]:0.0} ms");
    }

    private static async Task ViewAsync(IServiceProvider services, List<string> references)
    {
        (IdentityFinder finder, Sights sights) = (services.GetRequiredService<IdentityFinder>(), services.GetRequiredService<Sights>());
        RecordNamer namer = new(services.GetRequiredService<Store>().Keys);
        Asker asker = new(new Caller { KeyId = "bench", Rights = Rights.All }, null, null);
        double[] each = new double[references.Count];
        int joined = 0;
        for (int i = 0; i < each.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            Sight sight = sights.Open(asker);
            FoundIdentity? identity = await finder.FindAsync(sight, namer.Of(references[i]), CancellationToken.None);
            await SingleViewer.ShowAsync(sight, identity!, CancellationToken.None);
            each[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            joined += identity!.Members.Count > 1 ? 1 : 0;
        }

        Array.Sort(each);
        Console.WriteLine($"single view: p50 {each[each.Length / 2]:0.0} ms, p99 {each[each.Length * 99 / 100]:0.0} ms, longest {each[^1]:0.0} ms; {joined} of {each.Length} of several records");
    }

    /// <summary>The repository's name of a generated person.</summary>
    private sealed class RecordNamer(ContentKeys keys)
    {
        public long Of(string reference) => keys.Blind($"record\0control\0Person\0{reference}") & long.MaxValue;
    }
}
