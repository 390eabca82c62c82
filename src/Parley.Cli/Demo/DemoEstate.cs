using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Parley.Cli.Demo;

/// <summary>The platform and the estate as separate programs that speak HTTP, with a folder of their own that starts empty.</summary>
internal sealed class DemoEstate : IDisposable
{
    private const string OperatorKeyName = "PARLEY_OPERATOR_KEY";
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(150);

    private readonly List<DemoProcess> _processes = [];
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(30) };
    private readonly Dictionary<string, string> _environment = [];
    private readonly int _port;

    public DemoEstate(int port, string folder)
    {
        _port = port;
        Folder = folder;
        foreach (DemoRole role in DemoRole.All)
        {
            _environment[$"{Upper(role)}_URL"] = Address(role.Id);
            _environment[$"{Upper(role)}_KEY"] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        }

        _environment[OperatorKeyName] = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        _environment["TURNKEY_DROP"] = Path.Combine(folder, "turnkey", "drop");
        _environment["TURNKEY_INBOX"] = Path.Combine(folder, "turnkey", "inbox");
    }

    /// <summary>Where everything is kept: the workspace's copy, the stores, the logs.</summary>
    public string Folder { get; }

    public string Workspace => Path.Combine(Folder, "workspace");

    public string Platform => $"http://127.0.0.1:{_port}";

    public string OperatorKey => _environment[OperatorKeyName];

    public string Address(string role) => $"http://127.0.0.1:{_port + DemoRole.All.First(r => r.Id == role).Port}";

    /// <summary>Copies the workspace, starts all programs and waits until each answers.</summary>
    public async Task StartAsync(string workspace, string estateAssembly, Action<string> started, CancellationToken cancellationToken)
    {
        foreach (int port in DemoRole.All.Select(r => _port + r.Port).Prepend(_port))
        {
            RequireFree(port);
        }

        Directory.CreateDirectory(Folder);
        Copy(workspace, Workspace);
        Directory.CreateDirectory(_environment["TURNKEY_DROP"]);
        Directory.CreateDirectory(_environment["TURNKEY_INBOX"]);
        _processes.Add(DemoProcess.Start(
            "parley", typeof(DemoEstate).Assembly.Location, ["run", Workspace, "--listen", Platform], _environment, Path.Combine(Folder, "parley.log")));
        foreach (DemoRole role in DemoRole.All)
        {
            Start(role, estateAssembly);
        }

        await WaitAsync($"{Platform}/health/ready", _processes[0], cancellationToken);
        started($"Parley serves {Platform}");
        for (int i = 0; i < DemoRole.All.Count; i++)
        {
            await WaitAsync($"{Address(DemoRole.All[i].Id)}/health", _processes[i + 1], cancellationToken);
            started($"{DemoRole.All[i].Id}, {DemoRole.All[i].Title}: {Address(DemoRole.All[i].Id)}");
        }
    }

    /// <summary>Enters something at a system, as its own user would.</summary>
    public async Task<JsonNode?> EnterAsync(string role, string path, string body, CancellationToken cancellationToken)
    {
        using StringContent content = new(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _http.PostAsync(Address(role) + path, content, cancellationToken);
        string answer = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode
            ? Parse(answer)
            : throw new DemoException($"{role} refused what was entered: {(int)response.StatusCode} {answer}");
    }

    /// <summary>What a system holds, as text; empty when it does not answer.</summary>
    public async Task<string> HoldsAsync(string role, CancellationToken cancellationToken)
    {
        try
        {
            return await _http.GetStringAsync($"{Address(role)}/records?take=500", cancellationToken);
        }
        catch (HttpRequestException)
        {
            return "";
        }
    }

    /// <summary>The messages that a system holds, each as it was delivered.</summary>
    public async Task<IReadOnlyList<string>> BodiesAsync(string role, CancellationToken cancellationToken)
    {
        List<string> bodies = [];
        foreach (JsonNode? record in Parse(await HoldsAsync(role, cancellationToken))?["records"]?.AsArray() ?? [])
        {
            string path = string.Join('/', record!["ref"]!.ToString().Split('/').Select(Uri.EscapeDataString));
            bodies.Add(await _http.GetStringAsync($"{Address(role)}/records/{path}?raw", cancellationToken));
        }

        return bodies;
    }

    /// <summary>Asks the platform's API as its operator.</summary>
    public async Task<JsonNode?> AskAsync(string path, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, Platform + path);
        request.Headers.Authorization = new("Bearer", OperatorKey);
        using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
        return response.IsSuccessStatusCode ? Parse(await response.Content.ReadAsStringAsync(cancellationToken)) : null;
    }

    /// <summary>Tells the platform's API something as its operator.</summary>
    public Task<JsonNode?> TellAsync(string path, string body, CancellationToken cancellationToken) => TellWithAsync(OperatorKey, path, body, cancellationToken);

    /// <summary>Tells the platform's API something as a system, with its own key.</summary>
    public Task<JsonNode?> TellAsAsync(string role, string path, string body, CancellationToken cancellationToken) =>
        TellWithAsync(_environment[$"{Upper(DemoRole.All.First(r => r.Id == role))}_KEY"], path, body, cancellationToken);

    public void Dispose()
    {
        _http.Dispose();
        foreach (DemoProcess process in _processes)
        {
            process.Dispose();
        }
    }

    private async Task<JsonNode?> TellWithAsync(string key, string path, string body, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, Platform + path);
        request.Headers.Authorization = new("Bearer", key);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
        string answer = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode ? Parse(answer) : throw new DemoException($"Parley answered {(int)response.StatusCode} to {path}: {answer}");
    }

    private void Start(DemoRole role, string estateAssembly)
    {
        string data = Path.Combine(Folder, role.Id, "data");
        Directory.CreateDirectory(data);
        List<string> arguments =
        [
            role.Id, "--urls", Address(role.Id), "--data", data, "--platform", Platform, "--key", _environment[$"{Upper(role)}_KEY"],
        ];
        if (role.Id == "turnkey")
        {
            arguments.AddRange(["--drop", _environment["TURNKEY_DROP"], "--inbox", _environment["TURNKEY_INBOX"]]);
        }

        _processes.Add(DemoProcess.Start(role.Id, estateAssembly, arguments, new Dictionary<string, string>(), Path.Combine(Folder, role.Id, "log.txt")));
    }

    private async Task WaitAsync(string address, DemoProcess process, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartWithin);
        while (true)
        {
            if (process.HasEnded)
            {
                throw new DemoException($"{process.Name} ended as soon as it was started; its log is in {Folder}");
            }

            try
            {
                using HttpResponseMessage response = await _http.GetAsync(address, limit.Token);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                throw new DemoException($"{process.Name} did not answer within {StartWithin.TotalSeconds:0} s; its log is in {Folder}");
            }

            await Task.Delay(AskEvery, cancellationToken);
        }
    }

    private static void RequireFree(int port)
    {
        try
        {
            using TcpListener listener = new(System.Net.IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException)
        {
            throw new DemoException($"port {port} is in use; give another first port with --port");
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (string file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            string relative = Path.GetRelativePath(from, file);
            if (!relative.StartsWith(".parley", StringComparison.Ordinal))
            {
                string target = Path.Combine(to, relative);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target, overwrite: true);
            }
        }
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static string Upper(DemoRole role) => role.Id.ToUpperInvariant();
}
