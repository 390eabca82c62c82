using System.Globalization;
using System.Text.Json.Nodes;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;

namespace Parley.Cli.Explaining;

/// <summary>Explanations for people: what goes and by which grant, what stays and why, each reason said once for all it holds for.</summary>
internal static class ExplanationPrinter
{
    /// <summary>Prints the decision, record by record, then what it rests on and what it obliges to.</summary>
    public static void Print(Output output, Explanation explanation, Bundle bundle, Asked asked, ExplanationChanges? changes, IReadOnlyList<Issue> missing)
    {
        Decision decision = explanation.Decision;
        Head(output, decision, asked, missing);
        bool goes = decision.Permitted is not null && missing.Count == 0;
        for (int i = 0; i < bundle.Records.Count; i++)
        {
            ExplainedAttribute[] attributes = [.. explanation.Attributes.Where(a => a.Record == i)];
            if (attributes.Length > 0)
            {
                output.Line();
                output.Line(output.Bold(Title(bundle, i)));
                Permitted(output, attributes, bundle.Records[i], goes);
                Withheld(output, attributes);
            }
        }

        Total(output, explanation, bundle, goes);
        Basis(output, explanation);
        Changed(output, bundle, changes);
    }

    /// <summary>Prints what an agreement makes of stored traffic.</summary>
    public static void Impact(Output output, JsonNode report)
    {
        JsonArray changes = report["changes"]!.AsArray();
        string latest = report["complete"]!.GetValue<bool>() ? "" : ", the latest only";
        output.Line($"{report["agreement"]} over {Counted.Of((int)report["exchanges"]!, "exchange")} of the last {Counted.Of((int)report["days"]!, "day")}{latest}: with it in force, compared with none");
        if (changes.Count == 0)
        {
            output.Line("no delivery differs");
        }

        foreach (JsonNode? change in changes)
        {
            string[] attributes = [.. change!["attributes"]!.AsArray().Select(a => a!.ToString())];
            output.Line();
            output.Line(output.Bold($"{change["recipient"]}/{change["type"]}: {Counted.Of((int)change["deliveries"]!, "delivery", "deliveries")} would differ"));
            Count(output, (int)change["onlyWith"]!, "only with the agreement");
            Count(output, (int)change["onlyWithout"]!, "only without it, for it forbids");
            Names(output, "shows    ", attributes, '+');
            Names(output, "withholds", attributes, '-');
        }
    }

    private static void Head(Output output, Decision decision, Asked asked, IReadOnlyList<Issue> missing)
    {
        SharingRequest request = asked.Request;
        output.Line(output.Bold($"What {request.To} would see of this, which is of {request.From}"));
        output.Line($"  level    {Levels.Word(decision.Level)}");
        output.Line($"  to       {asked.Recipient}");
        output.Line($"  purpose  {(request.Purpose.Length > 0 ? request.Purpose : "none")}");
        if (request.Reason is string reason)
        {
            output.Line($"  reason   {reason}");
        }

        if (request.Person is string person)
        {
            output.Line($"  person   {person}, {(request.Roles.Count > 0 ? string.Join(", ", request.Roles) : "without a role")}");
        }

        IssueCode? why = decision.Refusal ?? (missing.Count > 0 ? SharingIssues.RequiredWithheld : null);
        output.Line(why is not { } refusal ? $"  answer   {output.Green("it goes, as far as is said below")}"
            : $"  answer   {output.Red("nothing goes")}: {Lower(refusal.Title)} ({refusal.Code})");
        foreach (Issue issue in missing)
        {
            output.Line($"           {issue.Message}");
        }
    }

    private static void Permitted(Output output, ExplainedAttribute[] attributes, Record record, bool goes)
    {
        foreach (IGrouping<string, ExplainedAttribute> group in attributes.Where(a => a.Permitted).GroupBy(Ground))
        {
            output.Line($"  {(goes ? output.Green("goes") : "would go, but the message is refused")}, {group.Key}");
            int width = group.Max(a => a.Attribute.Length);
            foreach (ExplainedAttribute attribute in group)
            {
                output.Line($"    + {attribute.Attribute.PadRight(width)}  {record[attribute.Attribute]}");
            }
        }
    }

    private static void Withheld(Output output, ExplainedAttribute[] attributes)
    {
        foreach (IGrouping<(string?, string), ExplainedAttribute> group in attributes.Where(a => !a.Permitted).GroupBy(a => (a.Code?.Code, a.Why)))
        {
            output.Line($"  {output.Red("withheld")}, {group.Key.Item2} ({group.Key.Item1})");
            output.Line($"    - {string.Join(", ", group.Select(Name).Distinct(StringComparer.Ordinal))}");
        }
    }

    private static void Total(Output output, Explanation explanation, Bundle bundle, bool goes)
    {
        ExplainedAttribute[] values = [.. explanation.Attributes.Where(a => !IsRole(a))];
        if (values.Length > 0)
        {
            int going = goes ? values.Count(a => a.Permitted) : 0;
            output.Line();
            output.Line($"{going} of {Counted.Of(values.Length, "attribute")} in {Counted.Of(bundle.Records.Count, "record")} {(going == 1 ? "goes" : "go")}");
        }
    }

    private static void Basis(Output output, Explanation explanation)
    {
        Decision decision = explanation.Decision;
        string[] lines =
        [
            .. decision.Basis.Agreements.Select(a => $"rests on {a.Replace("@", ", text ", StringComparison.Ordinal)}"),
            .. decision.Obligations.Select(o => $"obliges the recipient: {Words(o)}{(o.Agreement is null ? "" : $" ({o.Agreement})")}"),
            .. explanation.Rejected.Select(r => $"not by {r.Agreement.Id}: {r.Why} ({r.Code})"),
        ];
        if (lines.Length > 0)
        {
            output.Line();
        }
        else if (decision.Refusal == SharingIssues.NoAgreement)
        {
            output.Line();
            output.Line("there is no agreement between the two");
        }

        foreach (string line in lines)
        {
            output.Line(line);
        }

        // The remedy of the two others is to ask for what has just been said.
        if (decision.Refusal is { } refusal && refusal != SharingIssues.NoAgreement && refusal != SharingIssues.SubjectWithheld)
        {
            output.Line($"what to do: {refusal.Remedy}");
        }
    }

    private static void Changed(Output output, Bundle bundle, ExplanationChanges? changes)
    {
        if (changes is null)
        {
            return;
        }

        output.Line();
        output.Line(output.Bold("Compared with how the agreements stand today"));
        if (changes.Gained.Count + changes.Lost.Count == 0)
        {
            output.Line("  nothing changes");
        }

        Side(output, bundle, "also goes", '+', changes.Gained);
        Side(output, bundle, "goes no longer", '-', changes.Lost);
    }

    private static void Side(Output output, Bundle bundle, string words, char mark, IReadOnlyList<ExplainedAttribute> attributes)
    {
        foreach (IGrouping<int, ExplainedAttribute> record in attributes.GroupBy(a => a.Record))
        {
            output.Line($"  {mark} {words} of {Title(bundle, record.Key)}: {string.Join(", ", record.Select(Name))}");
        }
    }

    // The place, the type, and what it is to the others: three persons of one message are told apart by their links alone.
    private static string Title(Bundle bundle, int place)
    {
        Record record = bundle.Records[place];
        string[] roles =
        [
            .. record.Role is { } role ? [role.Name] : Array.Empty<string>(),
            .. bundle.Links.Where(l => l.From == place).Select(l => $"{l.Role.Name} {l.To + 1} {bundle.Records[l.To].Type.Name}"),
        ];
        return $"{place + 1} {record.Type.Name}{(roles.Length > 0 ? $" ({string.Join("; ", roles)})" : "")}";
    }

    private static string Ground(ExplainedAttribute attribute) => attribute.Grants.Count > 0 ? "by " + string.Join(" and ", attribute.Grants) : attribute.Why;

    private static string Name(ExplainedAttribute attribute) =>
        attribute.Attribute == "role" ? "its role" : IsRole(attribute) ? $"the link {attribute.Attribute["links.".Length..]}" : attribute.Attribute;

    private static bool IsRole(ExplainedAttribute attribute) =>
        attribute.Attribute == "role" || attribute.Attribute.StartsWith("links.", StringComparison.Ordinal);

    private static string Words(Obligation obligation) => obligation.Kind switch
    {
        "retention" => $"to keep it for {Duration(obligation.Value)} at most",
        "onward" => obligation.Value == "nobody" ? "to pass it on to nobody" : $"to pass it on to {obligation.Value.Replace(" ", ", ", StringComparison.Ordinal)} only",
        "handling" => $"to handle it as {obligation.Value}",
        "review" => $"to review {obligation.Value}",
        _ => $"{obligation.Kind} {obligation.Value}",
    };

    // The periods that agreements name are of one unit; anything else stands as it is written.
    private static string Duration(string iso) =>
        iso.Length > 2 && iso[0] == 'P' && int.TryParse(iso.AsSpan(1, iso.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            ? iso[^1] switch { 'Y' => Counted.Of(count, "year"), 'M' => Counted.Of(count, "month"), 'W' => Counted.Of(count, "week"), 'D' => Counted.Of(count, "day"), _ => iso }
            : iso;

    private static void Count(Output output, int deliveries, string words)
    {
        if (deliveries > 0)
        {
            output.Line($"  {Counted.Of(deliveries, "goes", "go")} {words}");
        }
    }

    private static void Names(Output output, string words, string[] attributes, char mark)
    {
        string[] names = [.. attributes.Where(a => a[0] == mark).Select(a => a[1..])];
        if (names.Length > 0)
        {
            output.Line($"  {words}  {string.Join(", ", names)}");
        }
    }

    private static string Lower(string title) => char.ToLowerInvariant(title[0]) + title[1..];
}
