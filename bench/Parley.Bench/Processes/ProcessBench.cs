using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Parley.Engine.Expressions;
using Parley.Engine.Issues;
using Parley.Engine.Processes;
using Parley.Engine.Workspace;
using Parley.Server;
using Parley.Server.Operations;
using Parley.Server.Processes;
using Parley.Server.Storage;

namespace Parley.Bench.Processes;

/// <summary>Runs short processes on a store that already holds others, and fires many timers that are due within a minute. The called program is a process of its own.</summary>
internal static class ProcessBench
{
    private const int AtOnce = 512;

    private const string Short = """
        document: { dsl: '1.0.0', namespace: bench, name: short, version: '1.0.0' }
        do:
          - begin: { set: { case: '${ .case }', grade: immediate } }
          - first: { call: http, with: { method: post, endpoint: '${ $runtime.metadata.calls.estate + "/first" }', body: '${ . }' }, output: { as: $input } }
          - decide: { switch: [ { now: { when: .grade == "immediate", then: second } }, { later: { then: end } } ] }
          - second: { call: http, with: { method: post, endpoint: '${ $runtime.metadata.calls.estate + "/second" }', body: '${ . }' }, output: { as: $input } }
          - done: { set: { case: '${ .case }', done: true } }
        """;

    private const string Late = """
        document: { dsl: '1.0.0', namespace: bench, name: late, version: '1.0.0' }
        do:
          - rest: { wait: '${ "PT\(.seconds)S" }' }
        """;

    private const string Waits = """
        document: { dsl: '1.0.0', namespace: bench, name: waits, version: '1.0.0' }
        do:
          - decision: { listen: { to: { one: { with: { type: bench.decided }, correlate: { case: { from: .data.case, expect: '${ .case }' } } } } } }
        """;

    /// <summary>Runs it.</summary>
    /// <param name="instances">How many short processes.</param>
    /// <param name="waiting">How many that wait are stored first.</param>
    /// <param name="timers">How many timers are due within a minute.</param>
    /// <param name="stored">How many ended instances the store is given before the last measurement; 0 for none.</param>
    /// <param name="folder">Where the store goes; null for a temporary folder.</param>
    public static async Task RunAsync(int instances, int waiting, int timers, int stored, string? folder)
    {
        string root = folder ?? Directory.CreateTempSubdirectory("parley-process-").FullName;
        int port = Random.Shared.Next(20_000, 60_000);
        string address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}");
        using Process recipient = Process.Start(Environment.ProcessPath!, Arguments($"{address}"));
        LoadedWorkspace workspace = Workspace(address);
        try
        {
            await using (RunningServer server = await StartAsync(workspace, root))
            {
                ProcessRunner runner = server.Services.GetRequiredService<ProcessRunner>();
                ProcessCatalogue catalogue = server.Services.GetRequiredService<ProcessCatalogue>();
                await Time($"{waiting:N0} instances that wait for events, each started and stored", waiting, () => StartAsync(runner, catalogue.Find("waits")!, waiting, _ => "{}"));
                Console.WriteLine($"memory: {GC.GetTotalMemory(true) >> 20} MiB managed, {runner.Live} instances in memory");
                await MeasureAsync(server, instances, "short processes, five steps, two calls");
                await LateAsync(server, catalogue.Find("late")!, timers);
                await server.StopAsync();
            }

            if (stored > 0)
            {
                StoredProcesses.Fill(Path.Combine(root, workspace.Installation.Storage.Path!), stored);
                Stopwatch watch = Stopwatch.StartNew();
                await using RunningServer server = await StartAsync(workspace, root);
                Console.WriteLine($"start with {stored:N0} stored instances: {watch.Elapsed.TotalSeconds:0.0} s, {server.Services.GetRequiredService<ProcessRunner>().Live} in memory");
                await MeasureAsync(server, instances, $"short processes beside {stored:N0} stored instances");
                await server.StopAsync();
            }
        }
        finally
        {
            recipient.Kill();
            if (folder is null)
            {
                Directory.Delete(root, recursive: true);
            }
        }
    }

    private static async Task<RunningServer> StartAsync(LoadedWorkspace workspace, string root)
    {
        RunningServer server = await ParleyServer.StartAsync(
            new ServerOptions { Workspace = workspace, Root = root, Listen = "http://127.0.0.1:0", Log = false }, CancellationToken.None);
        await server.Services.GetRequiredService<ProcessCatalogue>().RefreshAsync(CancellationToken.None);
        return server;
    }

    private static async Task MeasureAsync(RunningServer server, int instances, string what)
    {
        KeptDefinition definition = server.Services.GetRequiredService<ProcessCatalogue>().Find("short")!;
        await Time("short processes before (warm-up)", instances / 4, () => ShortAsync(server, definition, instances / 4));
        await Time(what, instances, () => ShortAsync(server, definition, instances));
    }

    private static string[] Arguments(string address) =>
        [.. Environment.GetCommandLineArgs() is [string first, ..] && first.EndsWith(".dll", StringComparison.Ordinal) ? new[] { first } : [], "recipient", "--urls", address];

    private static LoadedWorkspace Workspace(string address)
    {
        IssueSink issues = new();
        LoadedWorkspace workspace = WorkspaceReader.Read(WorkspaceFolder.Load(Path.Combine("bench", "data", "workspace"), issues), issues)
            ?? throw new FormatException(issues.Issues[0].ToString());
        ProcessFile[] files = [.. new[] { Short, Late, Waits }.Select(t => new ProcessFile(
            "processes/bench.yaml", t, ProcessReader.Read("processes/bench.yaml", t, issues) ?? throw new FormatException(issues.Issues[0].ToString())))];
        return workspace with
        {
            Installation = workspace.Installation with { Processes = new ProcessRules { Calls = new Dictionary<string, string> { ["estate"] = address } } },
            Processes = files.ToDictionary(f => f.Definition.Name),
        };
    }

    private static async Task Time(string what, int count, Func<Task> work)
    {
        Stopwatch watch = Stopwatch.StartNew();
        await work();
        Console.WriteLine($"{what}: {count:N0} in {watch.Elapsed.TotalSeconds:0.0} s, {count / watch.Elapsed.TotalSeconds:N0}/s");
    }

    private static async Task<ConcurrentBag<long>> StartAsync(ProcessRunner runner, KeptDefinition definition, int count, Func<int, string> input)
    {
        ConcurrentBag<long> started = [];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (n, token) =>
        {
            JqValue value = JqValue.TryParse(System.Text.Encoding.UTF8.GetBytes(input(n)), out JqValue? parsed, out string? fault) ? parsed : throw new FormatException(fault);
            while (true)
            {
                if (await runner.StartAsync(definition, value, null, token) is { } made)
                {
                    started.Add(made.Id);
                    return;
                }

                await Task.Delay(1, token);
            }
        });
        return started;
    }

    private static async Task ShortAsync(RunningServer server, KeptDefinition definition, int count)
    {
        ProcessRunner runner = server.Services.GetRequiredService<ProcessRunner>();
        ConcurrentBag<long> started = await StartAsync(runner, definition, count, n => string.Create(CultureInfo.InvariantCulture, $"{{\"case\":\"WX-{n}\"}}"));
        await RestAsync(runner);
        await EndedAsync(server, started);
    }

    private static async Task RestAsync(ProcessRunner runner)
    {
        while (runner.Live > 0)
        {
            await Task.Delay(1);
        }
    }

    private static async Task<List<ProcessRow>> EndedAsync(RunningServer server, IReadOnlyCollection<long> ids)
    {
        Store store = server.Services.GetRequiredService<Store>();
        List<ProcessRow> rows = [];
        foreach (long[] page in ids.Chunk(500))
        {
            foreach (long id in page)
            {
                rows.Add((await store.Reader.ProcessAsync(id, CancellationToken.None))!);
            }
        }

        return rows.TrueForAll(r => r.Status == ProcessStatus.Completed)
            ? rows
            : throw new InvalidOperationException($"{rows.Count(r => r.Status != ProcessStatus.Completed)} did not complete.");
    }

    private static async Task LateAsync(RunningServer server, KeptDefinition definition, int count)
    {
        ProcessRunner runner = server.Services.GetRequiredService<ProcessRunner>();
        Stopwatch watch = Stopwatch.StartNew();
        // Each due at a moment of one minute that begins when all are started.
        int head = (count / 1000) + 5;
        ConcurrentDictionary<long, double> due = [];
        ConcurrentBag<long> started = [];
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (n, token) =>
        {
            double seconds = Math.Max(1, head + (60.0 * n / count) - watch.Elapsed.TotalSeconds);
            JqValue input = JqValue.FromMembers([new("seconds", JqValue.From(Math.Round(seconds, 3)))]);
            if (await runner.StartAsync(definition, input, null, token) is { } made)
            {
                due[made.Id] = Math.Round(seconds, 3);
                started.Add(made.Id);
            }
        });
        Console.WriteLine($"{started.Count:N0} timers set in {watch.Elapsed.TotalSeconds:0.0} s");
        while (watch.Elapsed.TotalSeconds < head + 62)
        {
            await Task.Delay(100);
        }

        await RestAsync(runner);
        double[] late = [.. (await EndedAsync(server, started)).Select(r => ((r.Changed - r.Started) / 1000.0) - (due[r.Id] * 1000)).Order()];
        Console.WriteLine($"timers due within a minute: lateness p50 {late[late.Length / 2]:0} ms, p99 {late[(int)(late.Length * 0.99)]:0} ms, most {late[^1]:0} ms");
    }
}
