using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace Parley.EndToEnd.Tests.Support;

/// <summary>Runs the real executable as a process and takes what it says.</summary>
internal sealed record ParleyProcess(int ExitCode, string Output, string Error)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public JsonNode Json => JsonNode.Parse(Output)!;

    /// <summary>The executable as people run it, of the same build as the tests; the copy beside them lacks what is compiled ahead of time.</summary>
    public static string Assembly { get; } = Path.Combine(
        Repository.Root, "artifacts", "bin", "Parley.Cli", Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)), "parley.dll");

    /// <summary>No pipes for debuggers: a process that is killed would leave them behind.</summary>
    public static void WithoutDiagnostics(ProcessStartInfo start) => start.Environment["DOTNET_EnableDiagnostics"] = "0";

    public static Task<ParleyProcess> RunAsync(params string[] args) => RunInAsync(Path.GetTempPath(), null, new Dictionary<string, string>(), args);

    public static Task<ParleyProcess> RunInAsync(string folder, string? input, IReadOnlyDictionary<string, string> environment, params string[] args) =>
        RunInAsync(Patience, folder, input, environment, args);

    /// <summary>For what may take longer than the usual minute.</summary>
    public static async Task<ParleyProcess> RunInAsync(
        TimeSpan most, string folder, string? input, IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        ProcessStartInfo start = new("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        start.ArgumentList.Add(Assembly);
        foreach (string arg in args)
        {
            start.ArgumentList.Add(arg);
        }

        WithoutDiagnostics(start);
        start.Environment.Remove("PARLEY_SERVER");
        start.Environment.Remove("PARLEY_KEY");
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using CancellationTokenSource patience = new(most);
        using Process process = Process.Start(start)!;
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(patience.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(patience.Token);
            return new ParleyProcess(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
