using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Parley.Bench.Exchanges;
using Parley.Engine.Issues;
using Parley.Engine.Search;
using Parley.Engine.Workspace;
using Parley.Server;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Repository;

namespace Parley.Bench.Searching;

/// <summary>
/// Times searches of the repository, decisions included, in process: generated persons, each a bundle of its own, in a store on disk. The same questions are then
/// asked by an officer of another organisation, who sees what twenty agreements permit.
/// </summary>
internal static class SearchBench
{
    private const int AtOnce = 2_000;
    private const int WarmUp = 50;

    private const int Agreements = 20;

    private static readonly Asker s_own = new(new Caller { KeyId = "bench", Rights = Rights.All }, null, null);

    private static readonly Asker s_other = new(
        new Caller { KeyId = "bench", Organisation = AgreementFiles.Agency, Person = "bench", Roles = ["officer"], Rights = Rights.SeeExchanges | Rights.SeeContent },
        AgreementFiles.Purpose,
        "An incident that needs both services");

    /// <summary>Fills a store, searches it, and starts anew to see how long the index takes.</summary>
    /// <param name="records">How many persons.</param>
    /// <param name="searches">How many searches of each kind.</param>
    /// <param name="seed">Decides the persons.</param>
    /// <param name="folder">Where the store goes; null for a temporary folder.</param>
    /// <param name="postgres">The connection to an empty database to use instead; null for SQLite.</param>
    public static async Task RunAsync(int records, int searches, int seed, string? folder, string? postgres)
    {
        string root = folder ?? Directory.CreateTempSubdirectory("parley-search-").FullName;
        LoadedWorkspace workspace = Workspace(root, postgres);
        List<string[]> asked = [];
        long before = GC.GetTotalMemory(true);
        Stopwatch watch = Stopwatch.StartNew();
        await using (RunningServer server = await StartAsync(workspace, root))
        {
            await GeneratedRepository.FillAsync(server.Services, GeneratedRepository.Rows(records, seed).Select(Keep), AtOnce, _ => { });
            Console.WriteLine($"{records:N0} persons taken in: {watch.Elapsed.TotalSeconds:0.0} s, {records / watch.Elapsed.TotalSeconds:N0}/s; memory a person {(GC.GetTotalMemory(true) - before) / records:N0} bytes");
            await SearchAsync(server.Services, "own", s_own, asked);
            await SearchAsync(server.Services, $"under {Agreements} agreements", s_other, asked);
        }

        watch.Restart();
        await using RunningServer again = await StartAsync(workspace, root);
        await again.Services.GetRequiredService<SearchFiller>().Filled;
        Console.WriteLine($"start until all can be searched: {watch.Elapsed.TotalSeconds:0.0} s");
        if (folder is null)
        {
            await again.StopAsync();
            Directory.Delete(root, recursive: true);
        }

        string[] Keep(string[] row, int number)
        {
            if ((number + 1) % Math.Max(1, records / searches) == 0)
            {
                asked.Add(row);
            }

            return row;
        }
    }

    private static LoadedWorkspace Workspace(string root, string? postgres)
    {
        ParleySubject.Copy(Path.Combine(SampleMessages.DataFolder, "workspace"), root);
        AgreementFiles.Write(root, Agreements);
        LoadedWorkspace workspace = AgreementFiles.Read(root);
        StorageDefinition storage = workspace.Installation.Storage;
        if (postgres is not null)
        {
            Environment.SetEnvironmentVariable("PARLEY_BENCH_POSTGRES", postgres);
            storage = storage with { Kind = "postgres", Connection = new SecretReference("env", "PARLEY_BENCH_POSTGRES") };
        }

        return workspace with { Installation = workspace.Installation with { Repository = true, Storage = storage } };
    }

    private static Task<RunningServer> StartAsync(LoadedWorkspace workspace, string root) => ParleyServer.StartAsync(
        new ServerOptions { Workspace = workspace, Root = root, Listen = "http://127.0.0.1:0", Log = false }, CancellationToken.None);

    private static async Task SearchAsync(IServiceProvider services, string who, Asker asker, List<string[]> asked)
    {
        if (services.GetRequiredService<Disclosure>().LookRefusal(asker.Caller, "control", asker.Purpose, asker.Reason) is IssueCode refusal)
        {
            throw new InvalidOperationException($"{who}: {refusal}");
        }

        RepositorySearch search = services.GetRequiredService<RepositorySearch>();
        (string Name, Func<string[], SearchQuery> Make)[] kinds =
        [
            ("name and date of birth", r => new SearchQuery { GivenNames = r[2], FamilyName = r[4], DateOfBirth = r[5] }),
            ("name alone", r => new SearchQuery { GivenNames = r[2], FamilyName = r[4] }),
            ("telephone", r => new SearchQuery { Telephone = r[10].Length > 0 ? r[10] : "07700900123" }),
            ("family name with a wildcard, year of birth", r => new SearchQuery { FamilyName = r[4].Length > 3 ? r[4][..3] + "*" : r[4], DateOfBirth = r[5].Length > 4 ? r[5][..4] : "1980" }),
            ("typing", r => new SearchQuery { Text = $"{r[2]} {(r[4].Length > 3 ? r[4][..3] : r[4])}", Typing = true }),
        ];
        foreach ((string name, Func<string[], SearchQuery> make) in kinds)
        {
            // Not counted: the compiler has done with the code.
            foreach (string[] row in asked.Take(WarmUp))
            {
                await search.FindAsync(asker, make(row), CancellationToken.None);
            }

            double[] each = new double[asked.Count];
            int found = 0;
            (int young, int full, TimeSpan paused) = (GC.CollectionCount(0), GC.CollectionCount(2), GC.GetTotalPauseDuration());
            for (int i = 0; i < asked.Count; i++)
            {
                long start = Stopwatch.GetTimestamp();
                SearchAnswer answer = await search.FindAsync(asker, make(asked[i]), CancellationToken.None);
                each[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                found += answer.Found.Count > 0 ? 1 : 0;
            }

            Array.Sort(each);
            Console.WriteLine($"{who}, {name}: p50 {each[each.Length / 2]:0.0} ms, p99 {each[each.Length * 99 / 100]:0.0} ms, longest {each[^1]:0.0} ms; {found} of {each.Length} found something; "
                + $"collections {GC.CollectionCount(0) - young}, full {GC.CollectionCount(2) - full}, stood still {(GC.GetTotalPauseDuration() - paused).TotalMilliseconds:0} ms in all");
        }
    }
}
