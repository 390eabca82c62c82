using System.Buffers;
using System.Text;
using System.Text.Json;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Xunit;
using Record = Parley.Engine.Dictionary.Record;

namespace Parley.Engine.Tests.Dictionary;

public sealed class CompletenessTests
{
    private static readonly (string, string)[] Four =
        [("givenNames", "Ada"), ("familyName", "Brookhay"), ("dateOfBirth", "1984-07-09"), ("gender", "female")];

    public static TheoryData<string, string> Rules
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (EntityRole role in Build.Pole.RoleList)
            {
                foreach (CompletenessRule rule in role.Completeness)
                {
                    data.Add(role.Name, rule.Name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_rule_of_each_entity_can_hold(string role, string rule)
    {
        EntityRole entity = Build.Pole.Roles[role];
        CompletenessRule tested = entity.Completeness.Single(r => r.Name == rule);
        foreach (IReadOnlyList<string> alternative in tested.AtLeast == 1 ? tested.AnyOf : [[.. tested.AnyOf.Take(tested.AtLeast).SelectMany(a => a)]])
        {
            Bundle bundle = Build.Bundle(new Record(entity.Type) { Role = entity });
            foreach (string term in alternative)
            {
                Satisfy(bundle, term);
            }

            Assert.DoesNotContain(rule, Failures(bundle));
        }
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Each_rule_of_each_entity_fails_for_an_empty_record_unless_absence_satisfies_it(string role, string rule)
    {
        EntityRole entity = Build.Pole.Roles[role];
        bool absenceSuffices = entity.Completeness.Single(r => r.Name == rule).AnyOf.Any(a => a.All(t => t.StartsWith('!')));
        Assert.Equal(!absenceSuffices, Failures(Build.Bundle(new Record(entity.Type) { Role = entity })).Contains(rule));
    }

    [Fact]
    public void Victim_with_four_and_a_telephone_is_complete() =>
        Assert.Empty(Failures(Victim(("mobileTelephone", "+447700900123"))));

    [Fact]
    public void Victim_without_contact_lacks_the_contact_reference() => Assert.Equal(["contact-reference"], Failures(Victim()));

    [Fact]
    public void Victim_with_cro_only_lacks_the_contact_reference() => Assert.Equal(["contact-reference"], Failures(Victim(("cro", "65656/91H"))));

    [Fact]
    public void Offender_with_cro_is_complete()
    {
        Bundle bundle = Build.Bundle(Build.Record("Person", [.. Four, ("cro", "65656/91H")]), Build.Record("Crime")).With(0, "offender-of", 1);
        Assert.Empty(Of(bundle, "offender").Failures);
    }

    [Theory]
    [InlineData("postcode", "WX1 1AA", true)]
    [InlineData("street", "High Street", false)]
    public void Home_address_counts_with_its_postcode(string attribute, string text, bool complete)
    {
        Bundle bundle = Victim();
        int home = bundle.Add(Build.Record("Location", (attribute, text)));
        bundle.With(0, "home-address", home);
        Assert.Equal(complete, !Of(bundle, "victim").Failures.Any(f => f.Rule.Name == "contact-reference"));
        Assert.Equal(complete, Of(bundle, "residential-address").IsComplete);
    }

    [Fact]
    public void Blank_text_completes_nothing() => Assert.Equal(["contact-reference"], Failures(Victim(("mobileTelephone", " "))));

    [Fact]
    public void Unknown_suspect_needs_four_descriptors()
    {
        (string, string)[] three = [("gender", "male"), ("build", "slim"), ("eyeColourLeft", "blue")];
        Bundle bundle = Build.Bundle(Build.Record("Person", three), Build.Record("Crime")).With(0, "unknown-suspect-in", 1);
        CompletenessFailure failure = Assert.Single(Of(bundle, "suspect-unknown").Failures);
        Assert.Equal((3, 4), (failure.Held, failure.Rule.AtLeast));
        Build.Set(bundle.Records[0], "eyeColourRight", "blue");
        Assert.True(Of(bundle, "suspect-unknown").IsComplete);
    }

    [Fact]
    public void Record_in_two_roles_is_evaluated_in_both()
    {
        Bundle bundle = Build.Bundle(Build.Record("Person", Four), Build.Record("Crime")).With(0, "victim-of", 1).With(0, "reporting-person", 1);
        Assert.Equal(["victim", "reporting-person", "crime"], Completeness.Evaluate(bundle, Build.Pole).Select(r => r.Role.Name));
    }

    [Fact]
    public void Organisation_as_offender_is_not_held_against_the_persons_rule()
    {
        Bundle bundle = Build.Bundle(Build.Record("Organisation"), Build.Record("Crime")).With(0, "offender-of", 1);
        Assert.DoesNotContain(Completeness.Evaluate(bundle, Build.Pole), r => r.Role.Name == "offender");
    }

    [Fact]
    public void Concluded_crime_needs_an_offender()
    {
        Bundle bundle = Build.Bundle(Build.Record("Crime", ("status", "concluded")), Build.Record("Person", Four));
        Assert.Contains(Of(bundle, "crime").Failures, f => f.Rule.Name == "offender");
        bundle.With(1, "offender-of", 0);
        Assert.DoesNotContain(Of(bundle, "crime").Failures, f => f.Rule.Name == "offender");
    }

    [Theory]
    [InlineData("race", true)]
    [InlineData("not-applicable", false)]
    public void Hate_crime_needs_correct_checks(string hateCrime, bool lacking)
    {
        Bundle bundle = Build.Bundle(Build.Record("Crime", ("hateCrime", hateCrime)));
        Assert.Equal(lacking, Of(bundle, "crime").Failures.Any(f => f.Rule.Name == "correct-checks"));
    }

    [Fact]
    public void Report_names_what_is_missing()
    {
        Bundle bundle = Victim();
        IssueSink issues = new();
        Completeness.Report(bundle, Completeness.Evaluate(bundle, Build.Pole), issues);
        Issue issue = Assert.Single(issues.Issues);
        Assert.Equal(("DIC451", "Person[0]"), (issue.Code.Code, issue.Path));
        Assert.Contains("P_004 victim lacks contact-reference: 1 more of link:home-address.postcode", issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Scorecards_count_by_source_and_merge()
    {
        CompletenessScorecard first = new(), second = new();
        first.Add("beacon", Completeness.Evaluate(Victim(), Build.Pole));
        second.Add("beacon", Completeness.Evaluate(Victim(("emails", "ada@example.org")), Build.Pole));
        second.Add("archive", Completeness.Evaluate(Victim(), Build.Pole));
        first.Merge(second);

        ArrayBufferWriter<byte> output = new();
        using (Utf8JsonWriter writer = new(output))
        {
            first.WriteTo(writer);
        }

        Assert.Equal(
            """{"archive":{"victim":{"records":1,"complete":0,"failures":{"contact-reference":1}}},"beacon":{"victim":{"records":2,"complete":1,"failures":{"contact-reference":1}}}}""",
            Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.Empty(first["nobody"]);
    }

    private static Bundle Victim(params (string, string)[] more)
    {
        Record person = Build.Record("Person", [.. Four, .. more]);
        person.Role = Build.Pole.Roles["victim"];
        return Build.Bundle(person);
    }

    private static RoleCompleteness Of(Bundle bundle, string role) => Completeness.Evaluate(bundle, Build.Pole).Single(r => r.Role.Name == role);

    private static IEnumerable<string> Failures(Bundle bundle) =>
        Completeness.Evaluate(bundle, Build.Pole).Where(r => r.Record == 0).SelectMany(r => r.Failures).Select(f => f.Rule.Name);

    private static void Satisfy(Bundle bundle, string term)
    {
        Record record = bundle.Records[0];
        if (term.StartsWith("link:", StringComparison.Ordinal))
        {
            Link(bundle, term["link:".Length..].Split('.'));
        }
        else if (!term.StartsWith('!'))
        {
            string[] parts = term.Split('=');
            Fill(record, parts[0], parts.Length > 1 ? parts[1] : null);
        }
    }

    private static void Link(Bundle bundle, string[] path)
    {
        LinkRole role = Build.Pole.LinkRoleList.First(r => r.Name == path[0] || r.Inverse == path[0]);
        bool first = role.Name == path[0];
        RecordType other = Build.Pole.TypeList.First(t =>
            (first ? role.AllowsTo(t) : role.AllowsFrom(t)) && (path.Length == 1 || t.TryGet(path[1], out _)));
        int place = bundle.Add(new Record(other));
        if (path.Length > 1)
        {
            Fill(bundle.Records[place], path[1], null);
        }

        bundle.With(first ? 0 : place, role.Name, first ? place : 0);
    }

    private static void Fill(Record record, string name, string? code)
    {
        AttributeDefinition attribute = Build.Attribute(record.Type.Name, name);
        string text = code ?? attribute.Type switch
        {
            Engine.Dictionary.ValueType.Date => "2026-01-31",
            Engine.Dictionary.ValueType.Instant => "2026-01-31T00:00:00Z",
            Engine.Dictionary.ValueType.Number => "30",
            _ => "some text",
        };
        record.Set(attribute, Build.ValueOf(attribute, text));
    }
}
