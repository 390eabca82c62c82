using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Loads;

/// <summary>Some lines of a file that are written together, with how far the file has then been dealt with.</summary>
internal sealed class LoadBatch
{
    private const int MostLines = 64;
    private const int MostBytes = 1 << 20;
    private const int MostPassed = 4096;

    private readonly List<(Prepared Prepared, long Position, long Line, string? Code)> _lines = [];
    private int _bytes;
    private int _passed;

    /// <summary>The lines that become exchanges, refused ones among them.</summary>
    public IReadOnlyList<(Prepared Prepared, long Position, long Line, string? Code)> Lines => _lines;

    /// <summary>How many were taken, had faults all the same, were there before, and were refused.</summary>
    public (long Taken, long Flawed, long Repeated, long Refused) Counts { get; private set; }

    /// <summary>The last message dealt with.</summary>
    public long Position { get; private set; }

    /// <summary>Its line.</summary>
    public long Line { get; private set; }

    /// <summary>Whether it is time to write it.</summary>
    public bool IsFull => _lines.Count >= MostLines || _bytes >= MostBytes || _passed >= MostPassed;

    /// <summary>Whether there is nothing to write.</summary>
    public bool IsEmpty => _passed == 0;

    /// <summary>Adds a line that becomes an exchange.</summary>
    public void Add(Prepared prepared, long position, long line)
    {
        bool refused = prepared.Status != ExchangeStatus.Accepted;
        bool flawed = !refused && prepared.Issues.Any(i => i.Severity == Engine.Issues.Severity.Error);
        _lines.Add((prepared, position, line, refused ? CodeOf(prepared) : null));
        _bytes += prepared.Record.Exchange.Size;
        Counts = (Counts.Taken + (refused ? 0 : 1), Counts.Flawed + (flawed ? 1 : 0), Counts.Repeated, Counts.Refused + (refused ? 1 : 0));
        Pass(position, line);
    }

    /// <summary>Adds a line that was there before.</summary>
    public void AddRepeated(long position, long line)
    {
        Counts = Counts with { Repeated = Counts.Repeated + 1 };
        Pass(position, line);
    }

    private void Pass(long position, long line)
    {
        (Position, Line) = (position, line);
        _passed++;
    }

    private static string CodeOf(Prepared prepared) =>
        (prepared.Issues.FirstOrDefault(i => i.Severity == Engine.Issues.Severity.Error)?.Code ?? ServerIssues.MessageRefused).Code;
}
