using System.Diagnostics;
using Parley.Engine.Linkage;
using Parley.Engine.Linkage.Columns;
using Parley.Engine.Linkage.Incremental;
using Parley.Engine.Linkage.Records;

namespace Parley.Bench.Linkage;

/// <summary>Times the engine on generated people: a batch, then records one at a time against what the batch knows.</summary>
internal static class LinkageBench
{
    private static readonly ColumnMap Map = new(
    [
        new MappedColumn("given_name", ColumnKind.GivenName), new MappedColumn("middle_name", ColumnKind.GivenName), new MappedColumn("family_name", ColumnKind.FamilyName),
        new MappedColumn("dob", ColumnKind.DateOfBirth), new MappedColumn("sex", ColumnKind.Sex), new MappedColumn("address", ColumnKind.Address), new MappedColumn("town", ColumnKind.Town),
        new MappedColumn("postcode", ColumnKind.Postcode), new MappedColumn("telephone", ColumnKind.Telephone), new MappedColumn("email", ColumnKind.Email),
        new MappedColumn("nino", ColumnKind.ExclusiveIdentifier),
    ]);

    /// <summary>Runs the bench and prints a line for each part: wall time, processor time, memory.</summary>
    public static void Run(int records, int further, int seed)
    {
        List<string[]> rows = [.. new PersonGenerator(seed).Rows(records + further)];
        long before = GC.GetTotalMemory(true);
        Lap lap = new();
        RecordTable table = new(Map);
        for (int i = 0; i < records; i++)
        {
            Set(table.Set, rows[i]);
            table.Add(rows[i][0]);
        }

        lap.Say("normalise", records);
        LinkResult result = BatchLinker.Link(table, new LinkOptions());
        lap.Say($"train, link, cluster ({result.Report.Compared:N0} pairs compared)", records);
        LinkageIndex index = LinkageIndex.Of(result);
        lap.Say("take over into the index", records);
        Console.WriteLine($"memory a record, index and all: {(GC.GetTotalMemory(true) - before) / records:N0} bytes");
        lap.Reset();
        double[] each = new double[further];
        for (int i = 0; i < further; i++)
        {
            long start = Stopwatch.GetTimestamp();
            Set(index.Set, rows[records + i]);
            index.Put(rows[records + i][0]);
            each[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        lap.Say("one at a time", further);
        Array.Sort(each);
        Console.WriteLine($"one record: p50 {each[further / 2]:0.000} ms, p99 {each[further * 99 / 100]:0.000} ms, longest {each[^1]:0.0} ms");
    }

    private static void Set(SetValue set, string[] row)
    {
        // The first two are the id and the truth.
        for (int c = 2; c < row.Length; c++)
        {
            set(c - 2, row[c]);
        }
    }

    private delegate void SetValue(int column, ReadOnlySpan<char> text);

    private sealed class Lap
    {
        private long _start = Stopwatch.GetTimestamp();
        private TimeSpan _processor = Environment.CpuUsage.TotalTime;

        public void Say(string part, int records)
        {
            double seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds;
            double processor = (Environment.CpuUsage.TotalTime - _processor).TotalSeconds;
            Console.WriteLine($"{part}: {seconds:0.00} s, {processor:0.00} s of processor time; {records / seconds:N0} records/s, {records / processor:N0} a second of processor time");
            Reset();
        }

        public void Reset()
        {
            _start = Stopwatch.GetTimestamp();
            _processor = Environment.CpuUsage.TotalTime;
        }
    }
}
