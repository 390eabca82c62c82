using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Parley.EndToEnd.Tests.Support;

/// <summary>A real <c>parley run</c>, on any free port.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _log = [];
    private readonly List<(string Text, TaskCompletionSource Said)> _awaited = [];

    private ServerProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => _address.TrySetException(new InvalidOperationException($"The server ended with {process.ExitCode}:\n{Log}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Address { get; private set; } = "";

    /// <summary>Resident memory now, in MiB.</summary>
    public long ResidentMebibytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 >> 20;
        }
    }

    public bool HasExited => _process.HasExited;

    public string Log
    {
        get
        {
            lock (_log)
            {
                return string.Join('\n', _log);
            }
        }
    }

    public static async Task<ServerProcess> StartAsync(string workspace, IReadOnlyDictionary<string, string> environment)
    {
        ProcessStartInfo start = new("dotnet") { WorkingDirectory = workspace, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string arg in new[] { ParleyProcess.Assembly, "run", ".", "--listen", "http://127.0.0.1:0" })
        {
            start.ArgumentList.Add(arg);
        }

        ParleyProcess.WithoutDiagnostics(start);
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        ServerProcess server = new(Process.Start(start)!);
        server.Address = await server._address.Task.WaitAsync(Patience);
        return server;
    }

    /// <summary>Asks the server to stop (SIGTERM) and waits for it.</summary>
    public async Task<int> StopAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    /// <summary>Tells the server to read its workspace anew (SIGHUP), and waits until it has said so.</summary>
    public async Task ReloadAsync(string says)
    {
        TaskCompletionSource said = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_log)
        {
            _awaited.Add((says, said));
        }

        using Process kill = Process.Start("kill", ["-HUP", $"{_process.Id}"]);
        await said.Task.WaitAsync(Patience);
    }

    /// <summary>Ends the server as a power cut does (SIGKILL), and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_log)
        {
            _log.Add(line);
            foreach ((_, TaskCompletionSource said) in _awaited.Where(a => line.Contains(a.Text, StringComparison.Ordinal)))
            {
                said.TrySetResult();
            }
        }

        if (Serving().Match(line) is { Success: true } match)
        {
            _address.TrySetResult(match.Groups[1].Value.TrimEnd('/'));
        }
    }

    [GeneratedRegex("(http://127\\.0\\.0\\.1:[0-9]+/?)")]
    private static partial Regex Serving();
}
