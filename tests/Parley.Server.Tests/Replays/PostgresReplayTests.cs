using Parley.Server.Tests.Support;

namespace Parley.Server.Tests.Replays;

/// <summary>Replays on PostgreSQL; skipped without a server.</summary>
public sealed class PostgresReplayTests : ReplayTests
{
    private protected override string NewStore()
    {
        string name = $"r{Environment.ProcessId}_{Random.Shared.Next():x}";
        Environment.SetEnvironmentVariable(name, PostgresDatabase.Database(name));
        return $"postgres: env:{name}";
    }
}
