using Parley.Server.Tests.Support;

namespace Parley.Server.Tests.Replays;

/// <summary>Live shadows on PostgreSQL; skipped without a server.</summary>
public sealed class PostgresLiveShadowTests : LiveShadowTests
{
    private protected override string NewStore()
    {
        string name = $"rl{Environment.ProcessId}_{Random.Shared.Next():x}";
        Environment.SetEnvironmentVariable(name, PostgresDatabase.Database(name));
        return $"postgres: env:{name}";
    }
}
