using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Issues;

namespace Parley.Engine.Translation.Verification;

/// <summary>Translates a sample that lies beside a translation, validates its values, and sends it round.</summary>
public static class SampleCheck
{
    /// <summary>Checks all messages of one sample file.</summary>
    /// <param name="translator">The translation of the sample's message type; one that only writes has nothing to do with samples.</param>
    /// <param name="sampleName">The file's path in the workspace, for positions.</param>
    /// <param name="bytes">The file's content; one message or many, as the format cuts them.</param>
    /// <param name="today">The day that date rules are held against.</param>
    /// <param name="issues">
    /// Takes what is wrong: the translator's own issues, TRN108 for fields that nothing uses, DIC3xx for values that break the dictionary's
    /// rules, TRN113 for what does not come back.
    /// </param>
    /// <returns>How many messages the file holds.</returns>
    public static int Run(Translator translator, string sampleName, ReadOnlyMemory<byte> bytes, DateOnly today, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(translator);
        ArgumentNullException.ThrowIfNull(issues);
        if (!translator.CanRead)
        {
            return 0;
        }

        int count = 0;
        using MemoryStream stream = new(bytes.ToArray());
        using MessageSplitter splitter = translator.Format.CreateSplitter(stream, translator.Limits);
        IssueSink framing = new();
        while (splitter.TryNext(out ReadOnlyMemory<byte> message, framing))
        {
            count++;
            MessagePlace place = new(sampleName, splitter.Line, translator.Format.FirstLine);
            CheckMessage(translator, place, message.ToArray(), today, issues);
        }

        issues.AddRange(framing.Issues.Select(i => i with { Position = i.Position with { File = sampleName } }));
        return count;
    }

    /// <summary>The messages of a sample file, each by itself.</summary>
    internal static IEnumerable<ReadOnlyMemory<byte>> Messages(Translator translator, ReadOnlyMemory<byte> bytes)
    {
        using MemoryStream stream = new(bytes.ToArray());
        using MessageSplitter splitter = translator.Format.CreateSplitter(stream, translator.Limits);
        while (splitter.TryNext(out ReadOnlyMemory<byte> message, new IssueSink()))
        {
            yield return message.ToArray();
        }
    }

    private static void CheckMessage(Translator translator, MessagePlace place, byte[] message, DateOnly today, IssueSink issues)
    {
        Tolerance tolerance = new(translator.Definition);
        RoundTrip trip = new(translator, tolerance);
        IssueSink found = new();
        var read = trip.Read(message, found, today);
        foreach (Issue issue in found.Issues)
        {
            Issue placed = issue with { Position = place.Of(issue.Position) };
            issues.Add(issue.Code == TranslationIssues.FieldNotUsed
                ? new Issue(TranslationIssues.UnusedField, issue.Message) { Position = placed.Position, Path = issue.Path, LosesData = true }
                : placed);
        }

        if (read is not { } first)
        {
            return;
        }

        if (translator.CanWrite && !found.HasErrors)
        {
            SendRound(trip, first.Bundle, first.Rules, place, issues);
        }
    }

    private static void SendRound(RoundTrip trip, Bundle bundle, Definition.RecordRule?[] rules, MessagePlace place, IssueSink issues)
    {
        IssueSink said = new();
        byte[]? written = trip.Write(bundle, said);
        if (written is null)
        {
            issues.Add(TranslationIssues.RoundTrip, $"what was read cannot be written back: {said.Issues.First(i => i.Severity == Severity.Error).Message}", place.Start);
            return;
        }

        if (trip.Read(written, said) is not { } second)
        {
            issues.Add(TranslationIssues.RoundTrip, $"what was written back cannot be read: {said.Issues[^1].Message}", place.Start);
            return;
        }

        foreach (RoundTripFault fault in trip.Compare(bundle, rules, second.Bundle, said.Issues))
        {
            string went = fault.Went.Length == 0 ? "nothing" : $"'{fault.Went}'";
            string back = fault.CameBack.Length == 0 ? "nothing" : $"'{fault.CameBack}'";
            string why = fault.Why.Length == 0 ? "" : $" ({fault.Why})";
            issues.Add(TranslationIssues.RoundTrip, $"{went} went, {back} came back{why}", place.Start, fault.Path, losesData: true);
        }
    }
}
