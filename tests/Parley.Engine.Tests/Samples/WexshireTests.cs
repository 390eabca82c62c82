using System.Buffers;
using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Samples;

/// <summary>Every translation of the sample workspace, on every sample beside it.</summary>
public sealed class WexshireTests
{
    private static readonly WriteContext Context = WriteContext.Offline;
    private static readonly SampleWorkspace Wexshire = SampleWorkspace.Wexshire;

    [Fact]
    public void Translations_compile_without_errors()
    {
        Nothing(Lines(Wexshire.Issues.Issues.Where(i => i.Code.Severity == Severity.Error)));
        Assert.InRange(Wexshire.Translators.Count, 20, 100);
    }

    [Fact]
    public void Translations_compile_without_warnings_but_those_accepted() =>
        Nothing(Lines(Wexshire.Issues.Issues.Where(i => i.Code.Severity == Severity.Warning)));

    [Fact]
    public void Workspace_has_no_faults()
    {
        IssueSink issues = new();
        LoadedWorkspace? workspace = WorkspaceReader.Read(Wexshire.Files(), issues, _ => null);
        Nothing(Lines(issues.Issues.Where(i => i.Code.Severity != Severity.Info)));
        Assert.NotNull(workspace);
    }

    [Fact]
    public void Every_translation_has_samples() =>
        Assert.Equal([], Wexshire.Translators.Keys.Where(t => !Wexshire.Samples(t).Any()));

    [Fact]
    public void Samples_are_read_without_errors_and_without_fields_left_over()
    {
        StringBuilder report = new();
        foreach ((string type, Translator translator) in Wexshire.Translators)
        {
            foreach ((string name, byte[] message) in Wexshire.Samples(type))
            {
                IssueSink issues = new();
                Bundle? bundle = translator.Read(message, issues);
                Report(report, name, issues.Issues.Where(i => i.Code.Severity != Severity.Info));
                Assert.NotNull(bundle);
            }
        }

        Nothing(report.ToString());
    }

    [Fact]
    public void Samples_come_back_as_they_went()
    {
        StringBuilder report = new();
        foreach ((string type, Translator translator) in Wexshire.Translators)
        {
            foreach ((string name, byte[] message) in Wexshire.Samples(type))
            {
                Bundle? first = translator.Read(message, new IssueSink());
                byte[] written = first is null ? [] : Write(translator, first, name, report);
                string[] went = SampleWorkspace.Text(first).Split('\n');
                string[] came = SampleWorkspace.Text(translator.Read(written, new IssueSink())).Split('\n');
                if (!went.SequenceEqual(came))
                {
                    report.Append($"{name}:\n went {string.Join("\n went ", went.Except(came))}\n came {string.Join("\n came ", came.Except(went))}\n as {Encoding.UTF8.GetString(written)}\n");
                }
            }
        }

        Nothing(report.ToString());
    }

    [Theory]
    [InlineData("beacon/incident", "cornerstone/occurrence casewright/case chartroom/chart natfeed/record turnkey/briefing ambulance/transfer", "from-outside.json")]
    [InlineData("beacon/missing-person", "cornerstone/occurrence-missing natfeed/record-missing")]
    [InlineData("roadside/vehicle-stop", "cornerstone/occurrence-stop casewright/case-stop chartroom/chart-stop natfeed/record-stop")]
    [InlineData("ambulance/transfer", "beacon/incident cornerstone/occurrence casewright/case chartroom/chart natfeed/record")]
    [InlineData("turnkey/custody", "casewright/case-custody")]
    [InlineData("cornerstone/occurrence-created", "beacon/crime-reference", "stop.xml")]
    [InlineData("beacon/incident-accepted", "ambulance/acknowledgement", "own.json")]
    public void Messages_are_translated_without_errors(string from, string to, string but = "")
    {
        StringBuilder report = new();
        foreach ((string name, byte[] message) in Wexshire.Samples(from).Where(s => but.Length == 0 || !s.Name.EndsWith(but, StringComparison.Ordinal)))
        {
            Bundle bundle = Wexshire.Translators[from].Read(message, new IssueSink())!;
            foreach (string type in to.Split(' '))
            {
                Write(Wexshire.Translators[type], bundle, $"{name} to {type}", report);
            }
        }

        Nothing(report.ToString());
    }

    internal static byte[] Write(Translator translator, Bundle bundle, string name, StringBuilder report)
    {
        IssueSink issues = new();
        ArrayBufferWriter<byte> output = new();
        if (!translator.Write(bundle, Context, output, issues))
        {
            Report(report, name, issues.Issues);
        }

        return output.WrittenSpan.ToArray();
    }

    internal static void Report(StringBuilder report, string name, IEnumerable<Issue> issues)
    {
        foreach (Issue issue in issues)
        {
            report.Append($"{name}: {issue}\n");
        }
    }

    // Assert.Equal would cut the report short.
    private static void Nothing(string report)
    {
        if (report.Length > 0)
        {
            Assert.Fail("\n" + report);
        }
    }

    private static string Lines(IEnumerable<Issue> issues) => string.Concat(issues.Select(i => $"{i}\n"));
}
