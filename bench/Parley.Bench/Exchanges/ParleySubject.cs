using System.Globalization;

namespace Parley.Bench.Exchanges;

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
        }
    }
}
