using System.Globalization;

namespace Parley.Bench.Exchanges;

/// <summary>Parley as it is served: <c>parley run</c> on the workspace of bench/data, with everything a deposit goes through.</summary>
/// <param name="ledger">Whether it keeps its ledger.</param>
/// <param name="agreements">How many agreements the two systems' organisations have; 0 for two systems of one organisation.</param>
/// <param name="variable">A variable of the environment, <c>NAME=VALUE</c>, to see what it does; null for none.</param>
internal sealed class ParleySubject(bool ledger = true, int agreements = 0, string? variable = null) : IExchangeSubject
{
    // Of this run's server only, which takes nothing from outside the machine.
    private const string Key = "bench-key-of-no-consequence";

    public string Name => variable is not null
        ? "Parley, " + variable
        : agreements > 0
        ? string.Create(CultureInfo.InvariantCulture, $"Parley, two organisations, {agreements} agreements") : ledger ? "Parley" : "Parley without its ledger";

    public string Path => "/v1/systems/control/messages/incident";

    public IReadOnlyList<string> Headers => [$"Authorization: Bearer {Key}"];

    public bool CanKeep => ledger && agreements == 0 && variable is null;

    public async Task FillAsync(string folder, long count, CancellationToken cancellationToken)
    {
        var file = System.IO.Path.Combine(folder, ".parley", "store.db");
        if (File.Exists(file))
        {
            return;
        }

        await StoredExchanges.FillAsync(file, count, SampleMessages.Json("1k"), SampleMessages.Xml("1k"), cancellationToken);
        await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"stored {count:N0} exchanges: {StoredExchanges.Settle(file) / 1e6:N0} MB"));
    }

    public ChildProcess Start(int port, Uri recipient, string folder)
    {
        Copy(System.IO.Path.Combine(SampleMessages.DataFolder, "workspace"), folder);
        if (agreements > 0)
        {
            AgreementFiles.Write(folder, agreements);
        }

        var environment = new Dictionary<string, string>
        {
            ["PARLEY_BENCH_KEY"] = Key,
            ["PARLEY_BENCH_RECIPIENT"] = recipient.ToString(),
            ["PARLEY_BENCH_NO_LEDGER"] = ledger ? "0" : "1",
        };
        if (variable?.Split('=', 2) is [var name, var value])
        {
            environment[name] = value;
        }

        return ChildProcess.StartAssembly(
            System.IO.Path.Combine("parley", "parley.dll"),
            port,
            environment,
            "run",
            folder,
            "--listen",
            string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"));
    }

    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = System.IO.Path.Combine(to, System.IO.Path.GetRelativePath(from, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
