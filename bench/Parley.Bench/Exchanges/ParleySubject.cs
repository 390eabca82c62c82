using System.Globalization;

namespace Parley.Bench.Exchanges;

<<<<<<< HEAD
/// <summary>Parley as it is served: <c>parley run</c> on the workspace of bench/data, with everything a deposit goes through.</summary>
internal sealed class ParleySubject : IExchangeSubject
{
    public string Name => "Parley";

    public string Path => "/v1/systems/dispatch/messages/incident";

    public IReadOnlyList<string> Headers => ["Authorization: Bearer bench-key"];

    public async Task FillAsync(string folder, long count, CancellationToken cancellationToken)
    {
        var file = System.IO.Path.Combine(folder, ".parley", "store.db");
        await StoredExchanges.FillAsync(file, count, SampleMessages.Json("1k"), SampleMessages.Xml("1k"), cancellationToken);
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"stored {count:N0} exchanges: {StoredExchanges.Settle(file) / 1e6:N0} MB"));
    }

    public ChildProcess Start(int port, Uri recipient, string folder)
    {
        Copy(System.IO.Path.Combine(SampleMessages.DataFolder, "workspace"), folder);
        foreach (var translation in (string[])["incident.yaml", "occurrence.yaml"])
        {
            var target = Directory.CreateDirectory(System.IO.Path.Combine(folder, "translations")).FullName;
            File.Copy(System.IO.Path.Combine(SampleMessages.DataFolder, "translations", translation), System.IO.Path.Combine(target, translation));
        }

        return ChildProcess.StartAssembly(
            System.IO.Path.Combine("parley", "parley.dll"),
            port,
            new Dictionary<string, string> { ["BENCH_RECIPIENT"] = recipient.ToString() },
            "run",
            folder,
            "--listen",
            string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(to, System.IO.Path.GetRelativePath(from, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
=======
/// <summary>Parley as anyone runs it: `parley run` on a workspace of two systems, with a key, checks, evidence and all.</summary>
internal sealed class ParleySubject : IExchangeSubject
{
    // Of this run's server only, which takes nothing from outside the machine.
    private const string Key = "bench-key-of-no-consequence";

    public string Name => "Parley";

    public string Path => "/v1/systems/control/messages/incident";

    public IReadOnlyList<string> Headers => [$"Authorization: Bearer {Key}"];

    public ChildProcess Start(int port, Uri recipient, string folder)
    {
        CopyWorkspace(folder);
        var environment = new Dictionary<string, string>
        {
            ["PARLEY_BENCH_KEY"] = Key,
            ["PARLEY_BENCH_RECIPIENT"] = recipient.ToString(),
        };
        return ChildProcess.StartAssembly(
            "parley.dll", port, environment, "run", folder, "--listen", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
    }

    // The store lies within the workspace, so each run has a workspace of its own.
    private static void CopyWorkspace(string folder)
    {
        var source = System.IO.Path.Combine(SampleMessages.DataFolder, "workspace");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(folder, System.IO.Path.GetRelativePath(source, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
>>>>>>> main
        }
    }
}
