namespace Parley.Server.Storage;

/// <summary>One writing SQL statement, the same text on both stores (<c>$1</c> is the first value). Prepared once for each session.</summary>
internal sealed class Statement
{
    private static int s_count;

    /// <summary>Declares a statement.</summary>
    public Statement(string sql)
    {
        Sql = sql;
        Index = Interlocked.Increment(ref s_count) - 1;
    }

    /// <summary>The text.</summary>
    public string Sql { get; }

    /// <summary>Its place in a session's table of prepared statements.</summary>
    public int Index { get; }
}
