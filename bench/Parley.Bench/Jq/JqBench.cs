using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Parley.Bench.Jq;

/// <summary>The same programs over the same lines by <c>parley jq</c> and by jq itself, each started once for each run, by turns.</summary>
internal sealed class JqBench(JqBenchOptions options)
{
    private const int ChildrenOfThisProcess = -1;

    private static readonly string[][] Programs =
    [
        ["-c", "."],
        ["-c", ".reference"],
        ["-c", "select(.value > 4500) | .reference"],
        ["-c", "{reference, force, code: .offence.code, names: [.persons[].name.family], east: (.location.easting + 1)}"],
        ["-c", "[.persons[] | select(.role == \"victim\") | \"\\(.name.given) \\(.name.family)\"]"],
        ["-c", ".offence.code | test(\"^0[0-9]{2}/1\")"],
        ["-c", ".location.address | gsub(\"Street\"; \"St\") | ascii_downcase | split(\" \")"],
        ["-c", "to_entries | map(select(.value | type == \"string\")) | from_entries"],
        ["-c", ".persons |= map(.born = \"unknown\")"],
        ["-cs", "group_by(.force) | map({force: .[0].force, count: length, value: (map(.value) | add | floor)})"],
        ["-cn", "reduce inputs as $x ({}; .[$x.force] += 1)"],
        ["-c", ".occurredFrom | strptime(\"%Y-%m-%dT%H:%M:%SZ\") | mktime"],
        ["-c", "walk(if type == \"number\" then floor else . end)"],
        ["-r", "[.reference, .force, .value] | @csv"],
    ];

    public async Task<List<JqBenchResult>> RunAsync(CancellationToken cancellationToken)
    {
        var file = JqBenchData.Write(options.Folder, options.Megabytes);
        try
        {
            var results = new List<JqBenchResult>();
            foreach (var program in Programs)
            {
                results.Add(await MeasureAsync(program, file, cancellationToken));
                await Console.Error.WriteLineAsync(Text(results[^1]));
            }

            return results;
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static void Print(IEnumerable<JqBenchResult> results)
    {
        Console.WriteLine("| program | Parley, s (processor) | jq, s (processor) | jq / Parley (processor) | same output |");
        Console.WriteLine("|---|---:|---:|---:|---|");
        foreach (var result in results)
        {
            Console.WriteLine(Text(result));
        }
    }

    private static string Text(JqBenchResult r) => string.Create(
        CultureInfo.InvariantCulture,
        $"| `{r.Program.Replace("|", "\\|", StringComparison.Ordinal)}` | {r.Parley.Elapsed:F2} ({r.Parley.Processor:F2}) | {(r.Jq is null ? "-" : $"{r.Jq.Elapsed:F2} ({r.Jq.Processor:F2})")} | {(r.Jq is null ? "-" : $"{r.Jq.Elapsed / r.Parley.Elapsed:F1} ({r.Jq.Processor / r.Parley.Processor:F1})")} | {(r.Jq is null ? "-" : r.SameOutput ? "yes" : "**no**")} |");

    private async Task<JqBenchResult> MeasureAsync(string[] program, string file, CancellationToken cancellationToken)
    {
        JqBenchTime? ours = null;
        JqBenchTime? theirs = null;
        var same = true;
        for (var round = 0; round < options.Rounds; round++)
        {
            var (parley, parleyHash) = await RunAsync("dotnet", [Path.Combine(AppContext.BaseDirectory, "parley", "parley.dll"), "jq", .. program, file], cancellationToken)
                ?? throw new FormatException("parley is not beside the bench");
            ours = Best(ours, parley);
            if (await RunAsync(options.Jq, [.. program, file], cancellationToken) is var (jq, jqHash))
            {
                theirs = Best(theirs, jq);
                same &= parleyHash == jqHash;
            }
        }

        return new JqBenchResult(string.Join(' ', program), ours!, theirs, same);
    }

    private static JqBenchTime Best(JqBenchTime? best, JqBenchTime next) => best is null
        ? next
        : new JqBenchTime(Math.Min(best.Elapsed, next.Elapsed), Math.Min(best.Processor, next.Processor));

    /// <summary>Runs a program to its end and takes its output in; null when there is no such program.</summary>
    private static async Task<(JqBenchTime Time, string Hash)?> RunAsync(string command, string[] arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command) { RedirectStandardOutput = true };
        Array.ForEach(arguments, start.ArgumentList.Add);
        var before = ProcessorTime();
        var watch = Stopwatch.StartNew();
        try
        {
            using var process = Process.Start(start)!;
            var hash = await SHA256.HashDataAsync(process.StandardOutput.BaseStream, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (new JqBenchTime(watch.Elapsed.TotalSeconds, ProcessorTime() - before), Convert.ToHexString(hash));
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    /// <summary>The processor time of all children that have ended; nought where the system does not tell.</summary>
    private static double ProcessorTime()
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        // Two times of seconds and microseconds (user, system), and fourteen counts.
        var usage = new long[18];
        return GetUsage(ChildrenOfThisProcess, usage) == 0 ? usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6) : 0;
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetUsage(int who, [Out] long[] usage);
}
