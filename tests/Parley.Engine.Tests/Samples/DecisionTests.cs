using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Translation;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Samples;

/// <summary>
/// What the sample workspace's agreements let each organisation have. Each file of <c>decisions</c> is a case: the sample, who gives to whom for what, a line of
/// hyphens, and what goes (or why nothing does), then why the rest does not. <c>PARLEY_UPDATE=1</c> rewrites them.
/// </summary>
public sealed class DecisionTests
{
    private const string Line = "----------";
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly SampleWorkspace Wexshire = SampleWorkspace.Wexshire;
    private static readonly Lazy<LoadedWorkspace> Workspace = new(() =>
        WorkspaceReader.Read(Wexshire.Files(), new IssueSink(), _ => null) ?? throw new InvalidOperationException("The sample workspace has faults."));

    public static TheoryData<string> Cases { get; } = [.. Directory.EnumerateFiles(Folder, "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    private static string Folder => Path.Combine(SampleWorkspace.Repository(), "tests", "Parley.Engine.Tests", "Samples", "decisions");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Decision_OnASample_IsWhatWasReviewed(string name)
    {
        string file = Path.Combine(Folder, name + ".txt");
        string text = File.ReadAllText(file);
        string[] head = text.Split('\n');
        string actual = $"{head[0]}\n{head[1]}\n{Line}\n{Decide(head[0], head[1].Split(' '))}";
        if (Environment.GetEnvironmentVariable("PARLEY_UPDATE") == "1")
        {
            File.WriteAllText(file, actual);
        }

        Assert.Equal(text, actual);
    }

    [Fact]
    public void Agreements_OfTheWorkspace_StandAsTheyAreMeantTo()
    {
        IEnumerable<string> states = Workspace.Value.Agreements.OrderBy(a => a.Key, StringComparer.Ordinal)
            .Select(a => $"{a.Key} {a.Value.On(DateOnly.FromDateTime(Now.Date))} {string.Join(',', a.Value.Missing)}".TrimEnd());

        Assert.Equal(
            [
                "ambulance-incidents InForce",
                "bergmark-alerts InForce",
                "casework-advice InForce",
                "council-safeguarding Proposed wexshire-police",
                "harbour-collisions Ended",
                "lantern-referrals InForce",
                "national-enquiries InForce",
                "national-feed InForce",
                "northmoor-crime InForce",
                "northmoor-enquiries InForce",
                "northmoor-intelligence InForce",
                "northmoor-stops Suspended",
                "wexshire-own InForce",
            ],
            states);
    }

    [Fact]
    public void Workspace_HoldsNoPrivateKey() =>
        Assert.DoesNotContain(Wexshire.Files(), f => Encoding.UTF8.GetString(f.Content.Span).Contains("PRIVATE KEY", StringComparison.Ordinal));

    private static string Decide(string sample, string[] parties)
    {
        string[] path = sample.Split('/');
        // The workspace's own translation: a record is decided on by the very type that its policy was compiled for.
        Translator from = Workspace.Value.Systems[path[1]].Messages[path[3]].Translation;
        Bundle bundle = from.Read(Wexshire.Samples($"{path[1]}/{path[3]}").Single(s => s.Name == sample).Message, new IssueSink())!;
        SharingRequest request = new()
        {
            From = parties[0],
            To = parties[2],
            Purpose = parties[4],
            Reason = "as agreed",
            StandardFormat = parties.Contains("standard"),
            Day = DateOnly.FromDateTime(Now.Date),
        };
        Decision decision = SharingPolicy.Of(Workspace.Value).Decide(request, bundle);
        StringBuilder text = new();
        text.Append(decision.Permitted is null ? $"nothing: {decision.Refusal?.Code}\n" : SampleWorkspace.Text(decision.Permitted));
        text.Append(Line).Append('\n');
        foreach (IGrouping<string, WithheldItem> record in decision.Withheld.GroupBy(w => $"{w.Record + 1} {bundle.Records[w.Record].Type.Name}"))
        {
            text.Append($"{record.Key}: {string.Join(", ", record.Select(w => $"{w.Attribute ?? "all"} {w.Code.Code}{(w.Agreement is null ? "" : $" ({w.Agreement})")}"))}\n");
        }

        return text.ToString();
    }
}
