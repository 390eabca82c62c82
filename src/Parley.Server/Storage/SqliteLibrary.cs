using SQLitePCL;

namespace Parley.Server.Storage;

/// <summary>How the process uses SQLite's library; set before the first connection is opened.</summary>
internal static class SqliteLibrary
{
    private static readonly Lock s_gate = new();
    private static bool s_configured;

    /// <summary>
    /// Leaves out SQLite's locks around a connection, which is used by one thread at a time here, and its counting of allocations, which takes a lock of the whole
    /// process each time. Does nothing where the library is in use already.
    /// </summary>
    public static void Configure()
    {
        lock (s_gate)
        {
            if (!s_configured)
            {
                Batteries_V2.Init();
                _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
                _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
                s_configured = true;
            }
        }
    }
}
