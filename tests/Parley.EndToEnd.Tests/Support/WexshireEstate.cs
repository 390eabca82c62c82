using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Parley.EndToEnd.Tests.Support;

/// <summary>Some programs of the sample estate and the platform, each a process of its own, over a copy of the sample workspace.</summary>
internal sealed partial class WexshireEstate : IAsyncDisposable
{
    public const string OperatorKey = "operator-key-for-this-test-only";

    private readonly Dictionary<string, (Process Process, string Address)> _roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _environment = [];
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private ServerProcess _server = null!;

    private WexshireEstate()
    {
    }

    /// <summary>Whether the estate has been built beside the executable.</summary>
    public static bool IsThere => File.Exists(Program) && Directory.Exists(Sample);

    public string Address => _server.Address;

    public string Workspace => Path.Combine(_folder.Path, "workspace");

    private static string Sample => Path.Combine(Repository.Root, "samples", "wexshire", "workspace");

    private static string Program => Path.Combine(
        Repository.Root, "artifacts", "bin", "Wexshire.Estate", Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)), "wexshire-estate.dll");

    public static async Task<WexshireEstate> StartAsync(params string[] roles)
    {
        WexshireEstate estate = new();
        foreach (string file in Directory.EnumerateFiles(Sample, "*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(estate.Workspace, Path.GetRelativePath(Sample, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
            estate.AddVariables(target);
        }

        foreach (string role in roles)
        {
            estate.StartRole(role);
        }

        estate._environment["PARLEY_OPERATOR_KEY"] = OperatorKey;
        estate._server = await ServerProcess.StartAsync(estate.Workspace, estate._environment);
        foreach (string role in roles)
        {
            await estate.WaitAsync(role);
        }

        return estate;
    }

    /// <summary>Tells a program something in its own language.</summary>
    public async Task TellAsync(string role, string path, string mediaType, string body)
    {
        using StringContent content = new(body, Encoding.UTF8);
        content.Headers.ContentType = new(mediaType);
        using HttpResponseMessage response = await _http.PostAsync(_roles[role].Address + path, content);
        Xunit.Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>A sample message of a system.</summary>
    public static string Message(string system, string type, string file) => File.ReadAllText(Path.Combine(Sample, "systems", system, "samples", type, file));

    /// <summary>Turns a program's fault switch.</summary>
    public Task FailAsync(string role, string mode, int milliseconds = 0) =>
        TellAsync(role, "/faults", "application/json", $$"""{"mode":"{{mode}}","milliseconds":{{milliseconds}}}""");

    /// <summary>Ends a program for good.</summary>
    public async Task KillAsync(string role)
    {
        _roles[role].Process.Kill();
        await _roles[role].Process.WaitForExitAsync();
    }

    /// <summary>Calls the platform as its operator.</summary>
    public async Task<(int Status, JsonNode? Json)> CallAsync(HttpMethod method, string path, string? body = null, string? purpose = null, string? reason = null)
    {
        using HttpRequestMessage request = new(method, Address + path);
        request.Headers.Authorization = new("Bearer", OperatorKey);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        if (purpose is not null)
        {
            request.Headers.Add("Parley-Purpose", purpose);
        }

        if (reason is not null)
        {
            request.Headers.Add("Parley-Reason", reason);
        }

        using HttpResponseMessage response = await _http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        return ((int)response.StatusCode, text.StartsWith('{') ? JsonNode.Parse(text) : null);
    }

    /// <summary>Runs the command line against the platform, as its operator.</summary>
    public Task<ParleyProcess> ParleyAsync(params string[] args) => ParleyProcess.RunInAsync(
        _folder.Path, null, new Dictionary<string, string> { ["PARLEY_SERVER"] = Address, ["PARLEY_KEY"] = OperatorKey }, args);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        foreach ((Process process, _) in _roles.Values)
        {
            if (!process.HasExited)
            {
                process.Kill();
                await process.WaitForExitAsync();
            }

            process.Dispose();
        }

        _http.Dispose();
        _folder.Dispose();
    }

    private void StartRole(string role)
    {
        string address = $"http://127.0.0.1:{FreePort.Next()}";
        ProcessStartInfo start = new("dotnet");
        foreach (string argument in new[] { Program, role, "--urls", address, "--data", Path.Combine(_folder.Path, role) })
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_gcServer"] = "0";
        ParleyProcess.WithoutDiagnostics(start);
        _roles.Add(role, (Process.Start(start)!, address));
        _environment[$"{role.ToUpperInvariant()}_URL"] = address;
    }

    private async Task WaitAsync(string role)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(60));
        while (true)
        {
            try
            {
                using HttpResponseMessage health = await _http.GetAsync(_roles[role].Address + "/health", patience.Token);
                health.EnsureSuccessStatusCode();
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(50, patience.Token);
            }
        }
    }

    // A value for everything the workspace asks the environment for; nobody listens at the addresses.
    private void AddVariables(string file)
    {
        foreach (Match match in file.EndsWith(".yaml", StringComparison.Ordinal) ? Asked().Matches(File.ReadAllText(file)) : Enumerable.Empty<Match>())
        {
            string name = match.Groups[1].Value + match.Groups[2].Value;
            _environment[name] = name.EndsWith("_URL", StringComparison.Ordinal) ? "http://127.0.0.1:9"
                : match.Groups[1].Success ? Path.Combine(_folder.Path, name)
                : $"{name}-not-a-real-key";
        }
    }

    [GeneratedRegex(@"\$\{([A-Z][A-Z0-9_]*)|env:([A-Z][A-Z0-9_]*)")]
    private static partial Regex Asked();
}
