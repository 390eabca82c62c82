using System.Diagnostics;
using Xunit;

namespace Parley.Server.Tests.Support;

/// <summary>A real OpenID provider, npm's oidc-provider, as a process of its own.</summary>
internal sealed class RealProvider : IAsyncDisposable
{
    private readonly Process _process;

    private RealProvider(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public string Issuer => $"http://127.0.0.1:{Port}";

    /// <summary>Starts it; skips the test where it is not installed.</summary>
    /// <param name="parley">Parley's address.</param>
    /// <param name="port">A port, to start it again where it was; 0 for any.</param>
    /// <param name="key">The name of its signing key, which is made anew at each start.</param>
    /// <param name="claimsInToken">True to put all claims into the identity token.</param>
    public static async Task<RealProvider> StartAsync(string parley, int port = 0, string key = "k1", bool claimsInToken = false)
    {
        string? folder = Environment.GetEnvironmentVariable("PARLEY_TEST_PROVIDER");
        Assert.SkipWhen(string.IsNullOrEmpty(folder), "PARLEY_TEST_PROVIDER is not set: eng/provider.sh installs the provider where Node.js is.");
        port = port == 0 ? FreePort.Next() : port;
        ProcessStartInfo start = new("node", ["provider.mjs", port.ToString(System.Globalization.CultureInfo.InvariantCulture), key, parley])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CLAIMS_IN_TOKEN"] = claimsInToken ? "1" : "0";
        Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        Assert.Equal("ready", await process.StandardOutput.ReadLineAsync(CancellationToken.None));
        return new RealProvider(process, port);
    }

    /// <summary>It ends when its input does, so that it cannot outlive a test that breaks off.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
