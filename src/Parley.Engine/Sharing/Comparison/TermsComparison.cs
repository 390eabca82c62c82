using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Parley.Engine.Dictionary;
using Parley.Engine.Workspace;

namespace Parley.Engine.Sharing.Comparison;

/// <summary>Compares what two editions say beside their permissions: parties, dates, retention, onward sharing, and the words.</summary>
internal sealed partial class TermsComparison(AgreementDefinition earlier, AgreementDefinition later, LoadedWorkspace workspace)
{
    // What is told otherwise than as a key whose value changed.
    private static readonly string[] Told = ["parties", "permit", "forbid", "highest-marking", "onward", "retention", "reason-required", "start", "review", "end"];

    // For people to read on a terminal: an apostrophe is one.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The changes.</summary>
    public IEnumerable<AgreementChange> Changes() =>
        Parties().Concat(Markings()).Concat(Prohibitions()).Concat(Onward()).Concat(Periods()).Concat(Reason()).Concat(Words());

    private IEnumerable<AgreementChange> Parties()
    {
        AgreementParties before = AgreementParties.Of(earlier, workspace.Organisations, workspace.Groups);
        AgreementParties after = AgreementParties.Of(later, workspace.Organisations, workspace.Groups);
        return Lists(before.All, after.All, "is now a party", "is no longer a party", ChangeKind.Changed, ChangeKind.Changed)
            .Concat(Lists(before.Givers, after.Givers, "now discloses", "no longer discloses", ChangeKind.Loosened, ChangeKind.Tightened))
            .Concat(Lists(before.Receivers, after.Receivers, "now receives", "no longer receives", ChangeKind.Loosened, ChangeKind.Tightened))
            .Concat(Details());
    }

    private IEnumerable<AgreementChange> Details() =>
        from old in earlier.Parties
        join now in later.Parties on old.Organisation ?? old.Group equals now.Organisation ?? now.Group
        where old.Role != now.Role || old.Contact != now.Contact
        select new AgreementChange(ChangeKind.Changed, $"{now.Organisation ?? now.Group}: {old.Role}, contact \"{old.Contact}\" became {now.Role}, contact \"{now.Contact}\"");

    private static IEnumerable<AgreementChange> Lists(
        IReadOnlyList<string> before, IReadOnlyList<string> after, string added, string removed, ChangeKind whenAdded, ChangeKind whenRemoved) =>
        after.Except(before, StringComparer.Ordinal).Select(o => new AgreementChange(whenAdded, $"{o} {added}"))
            .Concat(before.Except(after, StringComparer.Ordinal).Select(o => new AgreementChange(whenRemoved, $"{o} {removed}")));

    private IEnumerable<AgreementChange> Markings()
    {
        List<string> order = workspace.Dictionary.CodeLists.TryGetValue("marking", out CodeList? list) ? [.. list.Entries.Select(e => e.Code)] : [];
        return Ordered("the highest marking", earlier.HighestMarking, later.HighestMarking, order.IndexOf(earlier.HighestMarking), order.IndexOf(later.HighestMarking));
    }

    private IEnumerable<AgreementChange> Prohibitions()
    {
        string[] before = [.. new PermissionTable(earlier).ConditionalProhibitions()];
        string[] after = [.. new PermissionTable(later).ConditionalProhibitions()];
        return after.Except(before, StringComparer.Ordinal).Select(p => new AgreementChange(ChangeKind.Tightened, $"now forbidden: {p}"))
            .Concat(before.Except(after, StringComparer.Ordinal).Select(p => new AgreementChange(ChangeKind.Loosened, $"no longer forbidden: {p}")));
    }

    private IEnumerable<AgreementChange> Onward() =>
        Lists(earlier.Onward.To, later.Onward.To, "may now get it by onward sharing", "may no longer get it by onward sharing", ChangeKind.Loosened, ChangeKind.Tightened);

    private IEnumerable<AgreementChange> Periods() =>
        Ordered("retention by the recipient", earlier.Retention, later.Retention, Days(earlier.Retention), Days(later.Retention))
            .Concat(Ordered("the first day", $"{earlier.Start:yyyy-MM-dd}", $"{later.Start:yyyy-MM-dd}", -earlier.Start.DayNumber, -later.Start.DayNumber))
            .Concat(Ordered("the review", $"{earlier.Review:yyyy-MM-dd}", $"{later.Review:yyyy-MM-dd}", earlier.Review.DayNumber, later.Review.DayNumber))
            .Concat(Ordered("the last day", $"{earlier.End:yyyy-MM-dd}", $"{later.End:yyyy-MM-dd}", earlier.End.DayNumber, later.End.DayNumber));

    private IEnumerable<AgreementChange> Reason() => earlier.ReasonRequired == later.ReasonRequired ? []
        : later.ReasonRequired ? [new AgreementChange(ChangeKind.Tightened, "every use now needs a reason in words")]
        : [new AgreementChange(ChangeKind.Loosened, "a use no longer needs a reason in words")];

    private IEnumerable<AgreementChange> Words() =>
        earlier.Content.Select(m => m.Key).Union(later.Content.Select(m => m.Key), StringComparer.Ordinal).Except(Told, StringComparer.Ordinal)
            .Where(k => !JsonNode.DeepEquals(earlier.Content[k], later.Content[k]))
            .SelectMany(k => Words(k, earlier.Content[k], later.Content[k]));

    // What has parts is told part by part: of six items of governance one changed.
    private static IEnumerable<AgreementChange> Words(string key, JsonNode? before, JsonNode? after) => (before, after) switch
    {
        (JsonObject old, JsonObject now) => old.Select(m => m.Key).Union(now.Select(m => m.Key), StringComparer.Ordinal)
            .Where(k => !JsonNode.DeepEquals(old[k], now[k]))
            .SelectMany(k => Words($"{key}, {k}", old[k], now[k])),
        _ => [new AgreementChange(ChangeKind.Changed, $"{key}: {Text(before)} became {Text(after)}")],
    };

    private static IEnumerable<AgreementChange> Ordered(string what, string before, string after, int rankBefore, int rankAfter) =>
        before == after ? [] : [new AgreementChange(
            rankAfter > rankBefore ? ChangeKind.Loosened : rankAfter < rankBefore ? ChangeKind.Tightened : ChangeKind.Changed, $"{what}: {before} became {after}")];

    private static string Text(JsonNode? node) => node switch
    {
        null => "nothing",
        JsonValue value => $"\"{value}\"",
        JsonArray items when items.All(i => i is JsonValue) => string.Join(", ", items.Select(i => i!.ToString())),
        _ => node.ToJsonString(Readable),
    };

    // Enough to say which of two periods is the longer.
    private static int Days(string period)
    {
        Match match = Period().Match(period);
        int Part(int group, int days) => match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) * days : 0;
        return Part(1, 365) + Part(2, 30) + Part(3, 7) + Part(4, 1);
    }

    [GeneratedRegex("^P(?:([0-9]+)Y)?(?:([0-9]+)M)?(?:([0-9]+)W)?(?:([0-9]+)D)?\\z")]
    private static partial Regex Period();
}
