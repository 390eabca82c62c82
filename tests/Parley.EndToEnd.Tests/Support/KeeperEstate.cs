using Xunit;

namespace Parley.EndToEnd.Tests.Support;

/// <summary>The small estate served by a real process, with an operator who keeps its records.</summary>
public sealed class KeeperEstate : IAsyncLifetime
{
    /// <summary>The operator's key.</summary>
    public const string Keeper = "keeper-key-for-this-test-only";

    /// <summary>The key of the system alpha.</summary>
    public const string Alpha = "alpha-key-for-this-test-only";

    private static readonly Dictionary<string, string> s_keys = new() { ["ALPHA_KEY"] = Alpha, ["KEEPER_KEY"] = Keeper };

    private ServerProcess _server = null!;

    /// <summary>The workspace.</summary>
    internal TemporaryFolder Folder { get; } = SmallEstate.Create().With("parley.yaml", """
        installation: Small
        organisation: wexshire-police
        dictionary: "2026.1"
        operator-keys: [ { id: keeper, secret: env:KEEPER_KEY } ]
        """).With("retention.yaml", """
        rules:
          - { rule: closed, trigger: { types: [Incident], where: { grade: [scheduled, priority] } }, base: reportedAt, period: P6Y, again: P5Y, reset: subject }
          - { rule: the-rest, period: P6Y }
        """);

    /// <summary>Where the server is.</summary>
    public string Address => _server.Address;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _server = await ServerProcess.StartAsync(Folder.Path, s_keys);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Folder.Dispose();
    }

    /// <summary>Runs a command in the workspace's folder, as the operator.</summary>
    internal Task<ParleyProcess> ParleyAsync(params string[] args) => AsAsync(Keeper, Address, args);

    /// <summary>Runs a command in the workspace's folder.</summary>
    internal Task<ParleyProcess> AsAsync(string key, string server, params string[] args) => ParleyProcess.RunInAsync(
        Folder.Path, null, new Dictionary<string, string>(s_keys) { ["PARLEY_SERVER"] = server, ["PARLEY_KEY"] = key }, args);
}
