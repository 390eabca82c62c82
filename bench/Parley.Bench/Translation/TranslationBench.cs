using System.Buffers;
using System.Diagnostics;
using System.Globalization;

namespace Parley.Bench.Translation;

/// <summary>Times the translations in process, on one thread, case after case within each round.</summary>
internal sealed class TranslationBench(int rounds, TimeSpan roundLength)
{
    private const string JsonToXml = "JSON to XML";

    private const int SettledWindows = 6;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan LongestWarmUp = TimeSpan.FromSeconds(20);

    /// <summary>Measures every group at every size. The groups and their cases stand here, the base of each first.</summary>
    public List<CaseResult> Run(IEnumerable<string> sizes)
    {
        var results = new List<CaseResult>();
        foreach (var size in sizes)
        {
            using var handWritten = new HandWrittenCase();
            results.AddRange(Measure(JsonToXml, size, SampleMessages.Json(size), [handWritten, ParleyCase.JsonToXml()]));
            using var xslt = new XsltCase();
            results.AddRange(Measure("XML to XML", size, SampleMessages.Xml(size), [xslt, ParleyCase.XmlToXml()]));
        }

        return results;
    }

    public static void Print(IEnumerable<CaseResult> results)
    {
        Console.WriteLine("| group | size | case | bytes in | bytes out | messages/s | bytes allocated | speed ratio | allocation ratio |");
        Console.WriteLine("|---|---|---|--:|--:|--:|--:|--:|--:|");
        foreach (var r in results)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {r.Group} | {r.Size} | {r.Name} | {r.InputBytes} | {r.OutputBytes} | {r.MessagesPerSecond:N0} | {r.BytesAllocated:N0} | {r.SpeedRatio:0.00} | {r.AllocationRatio:0.00} |"));
        }
    }

    private IEnumerable<CaseResult> Measure(string group, string size, byte[] input, ITranslationCase[] cases)
    {
        var output = new ArrayBufferWriter<byte>(input.Length * 4);
        var translated = Array.ConvertAll(cases, subject => Output(subject, input, output));
        RequireSame(cases, translated, group == JsonToXml && size == "1k" ? ExpectedXml() : translated[0]);
        var counts = Array.ConvertAll(cases, subject => Calibrate(subject, input, output));
        var speeds = Array.ConvertAll(cases, _ => new double[rounds]);
        var allocations = Array.ConvertAll(cases, _ => new double[rounds]);
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < cases.Length; i++)
            {
                (speeds[i][round], allocations[i][round]) = Time(cases[i], counts[i], input, output);
            }
        }

        return cases.Select((subject, i) => new CaseResult(
            group,
            size,
            subject.Name,
            input.Length,
            translated[i].Length,
            Median(speeds[i]),
            Median(allocations[i]),
            Median(speeds[i].Zip(speeds[0], (own, first) => own / first)),
            Median(allocations[i].Zip(allocations[0], (own, first) => own / first))));
    }

    private static byte[] ExpectedXml() => File.ReadAllBytes(Path.Combine(SampleMessages.DataFolder, "incident-1k.xml"));

    /// <summary>A case that is fast because it does something else is no comparison.</summary>
    private static void RequireSame(ITranslationCase[] cases, byte[][] translated, byte[] expected)
    {
        for (var i = 0; i < cases.Length; i++)
        {
            if (!SameXml.Equal(translated[i], expected))
            {
                throw new InvalidDataException($"'{cases[i].Name}' does not give the expected XML");
            }
        }
    }

    private static byte[] Output(ITranslationCase subject, byte[] input, ArrayBufferWriter<byte> output)
    {
        Translate(subject, input, output);
        return output.WrittenSpan.ToArray();
    }

    private static void Translate(ITranslationCase subject, byte[] input, ArrayBufferWriter<byte> output)
    {
        output.ResetWrittenCount();
        subject.Run(input, output);
    }

    /// <summary>
    /// Runs until the compiler has settled (some windows in a row without a better one; on a busy machine its last tier comes late), and
    /// returns how many messages fill one round.
    /// </summary>
    private int Calibrate(ITranslationCase subject, byte[] input, ArrayBufferWriter<byte> output)
    {
        var best = 0.0;
        var watch = Stopwatch.StartNew();
        for (var windowsWithoutGain = 0; windowsWithoutGain < SettledWindows && watch.Elapsed < LongestWarmUp; windowsWithoutGain++)
        {
            var count = 0;
            var window = Stopwatch.StartNew();
            var started = Environment.CpuUsage.TotalTime;
            for (; window.Elapsed < Window; count++)
            {
                Translate(subject, input, output);
            }

            var speed = count / (Environment.CpuUsage.TotalTime - started).TotalSeconds;
            if (speed > best * 1.03)
            {
                best = speed;
                windowsWithoutGain = 0;
            }
        }

        return Math.Max(1, (int)(best * roundLength.TotalSeconds));
    }

    /// <summary>
    /// Processor time rather than the clock's: this process works on one thread and collects garbage on it, and what others do on the machine
    /// meanwhile should not count.
    /// </summary>
    private static (double MessagesPerSecond, double BytesAllocated) Time(ITranslationCase subject, int count, byte[] input, ArrayBufferWriter<byte> output)
    {
        GC.Collect();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < count; i++)
        {
            Translate(subject, input, output);
        }

        var elapsed = Environment.CpuUsage.TotalTime - started;
        return (count / elapsed.TotalSeconds, (GC.GetAllocatedBytesForCurrentThread() - allocated) / (double)count);
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
