using System.Buffers;
using System.Globalization;
using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Json;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Tests.Dictionary;
using Parley.Engine.Tests.Samples;
using Parley.Engine.Translation;
using Xunit;
using static Parley.Engine.Tests.Sharing.Parties;
using Record = Parley.Engine.Dictionary.Record;

namespace Parley.Engine.Tests.Sharing;

/// <summary>Properties of decisions for random agreements and records; each case is named by its seed.</summary>
public sealed class DecisionPropertyTests
{
    private const int Cases = 300;

    private static readonly string[] s_types = ["Crime", "Incident", "Person", "Vehicle", "Location", "IntelligenceReport"];
    private static readonly string[] s_roles = ["victim", "witness", "suspect-known", "offender", "residential-address"];
    private static readonly string[] s_links = ["victim-of", "witness-of", "suspect-in", "involved-in", "occurred-at", "home-address"];
    private static readonly string[] s_subjects = ["victim", "witness", "suspect", "convicted", "other"];
    private static readonly string[] s_where = ["true", "any(.links[]; .role == \"victim-of\")", "has(\"reference\")", "error", ".links | length > 1"];

    [Fact]
    public void Bytes_HoldNothingThatWasNotPermitted()
    {
        Each((random, seed) =>
        {
            Bundle bundle = RandomBundle(random);
            Decision decision = Policy(RandomAgreements(random)).Decide(Request("eastmoor"), bundle);
            if (decision.Permitted is not Bundle permitted)
            {
                return;
            }

            HashSet<string> allowed = [.. permitted.Records.SelectMany(Texts)];
            string[] secret = [.. bundle.Records.SelectMany(Texts).Where(t => !allowed.Contains(t))];
            foreach ((string name, string text) in Written(permitted))
            {
                Assert.True(!Array.Exists(secret, s => text.Contains(s, StringComparison.Ordinal)), $"seed {seed}, {name}: {text}");
            }
        });
    }

    [Fact]
    public void Bytes_DoNotDependOnWhatIsWithheld()
    {
        Each((random, seed) =>
        {
            Bundle bundle = RandomBundle(random);
            SharingPolicy policy = Policy(RandomAgreements(random, conditions: false));
            Decision decision = policy.Decide(Request("eastmoor"), bundle);
            if (decision.Permitted is null)
            {
                return;
            }

            Bundle changed = Scramble(bundle, decision);
            Decision again = policy.Decide(Request("eastmoor"), changed);

            Assert.True(Written(decision.Permitted).SequenceEqual(Written(again.Permitted!)), $"seed {seed}");
        });
    }

    [Fact]
    public void WithheldAndPermitted_AreAll()
    {
        Each((random, seed) =>
        {
            Bundle bundle = RandomBundle(random);
            Decision decision = Policy(RandomAgreements(random)).Decide(Request("eastmoor"), bundle);
            if (decision.Permitted is not Bundle permitted)
            {
                return;
            }

            HashSet<int> gone = [.. decision.Withheld.Where(w => w.Attribute is null).Select(w => w.Record)];
            int place = 0;
            for (int i = 0; i < bundle.Records.Count; i++)
            {
                if (gone.Contains(i))
                {
                    continue;
                }

                IEnumerable<string> kept = permitted.Records[place++].Names();
                IEnumerable<string> withheld = decision.Withheld.Where(w => w.Record == i && w.Attribute is string a && a != "role" && !a.StartsWith("links.", StringComparison.Ordinal)).Select(w => w.Attribute!);
                Assert.True(bundle.Records[i].Names().SequenceEqual(kept.Concat(withheld).Order(StringComparer.Ordinal)), $"seed {seed}, record {i}");
            }

            Assert.Equal(place, permitted.Records.Count);
            Assert.Equal(bundle.Links.Count, permitted.Links.Count + decision.Withheld.Count(w => w.Attribute?.StartsWith("links.", StringComparison.Ordinal) == true));
        });
    }

    [Fact]
    public void AddingAnAgreement_NeverShowsLess()
    {
        Each((random, seed) =>
        {
            Bundle bundle = RandomBundle(random);
            AgreementDefinition[] agreements = [.. RandomAgreements(random).Select(a => a with { Prohibitions = [] })];
            HashSet<string> fewer = Shown(Policy(agreements[1..]), bundle);
            HashSet<string> more = Shown(Policy(agreements), bundle);
            Assert.True(fewer.IsSubsetOf(more), $"seed {seed}: {string.Join(", ", fewer.Except(more))}");
        });
    }

    [Fact]
    public void AddingAProhibition_NeverShowsMore()
    {
        Each((random, seed) =>
        {
            Bundle bundle = RandomBundle(random);
            AgreementDefinition[] agreements = RandomAgreements(random);
            AgreementDefinition[] stricter = [agreements[0] with { Prohibitions = [.. agreements[0].Prohibitions, RandomProhibition(random)] }, .. agreements[1..]];
            HashSet<string> fewer = Shown(Policy(stricter), bundle);
            HashSet<string> more = Shown(Policy(agreements), bundle);
            Assert.True(fewer.IsSubsetOf(more), $"seed {seed}: {string.Join(", ", fewer.Except(more))}");
        });
    }

    [Fact]
    public void OrderOfAgreements_ChangesNothing()
    {
        Each((random, seed) =>
        {
            Bundle bundle = RandomBundle(random);
            AgreementDefinition[] agreements = RandomAgreements(random);
            AgreementDefinition[] shuffled = [.. agreements];
            random.Shuffle(shuffled);
            Decision one = Policy(agreements).Decide(Request("eastmoor"), bundle);
            Decision other = Policy(shuffled).Decide(Request("eastmoor"), bundle);
            Assert.True(one.Basis.Text == other.Basis.Text && one.Withheld.SequenceEqual(other.Withheld) && one.Refusal == other.Refusal, $"seed {seed}");
        });
    }

    [Fact]
    public void AgreementsOfOthers_ChangeNothing()
    {
        Each((random, seed) =>
        {
            Bundle bundle = RandomBundle(random);
            AgreementDefinition[] agreements = RandomAgreements(random);
            AgreementDefinition[] others = [.. RandomAgreements(random).Select(a => a with { Id = "z" + a.Id, Parties = [Party("wexshire", true), Party("prosecution", false)] })];
            Decision one = Policy(agreements).Decide(Request("eastmoor"), bundle);
            Decision other = Policy([.. agreements, .. others]).Decide(Request("eastmoor"), bundle);
            Assert.True(one.Basis.Text == other.Basis.Text && one.Withheld.SequenceEqual(other.Withheld), $"seed {seed}");
        });
    }

    private static void Each(Action<Random, int> check)
    {
        for (int seed = 1; seed <= Cases; seed++)
        {
            check(new Random(seed), seed);
        }
    }

    private static HashSet<string> Shown(SharingPolicy policy, Bundle bundle)
    {
        Bundle? permitted = policy.Decide(Request("eastmoor"), bundle).Permitted;
        return permitted is null ? [] : [.. permitted.Records.SelectMany(Texts), .. permitted.Links.Select(l => $"{Key(permitted, l.From)} {l.Role.Name} {Key(permitted, l.To)}")];

        static string Key(Bundle bundle, int place) => bundle.Records[place]["reference"].ToString();
    }

    // Every value is a token of its own, so that it can be found wherever it got to.
    private static Bundle RandomBundle(Random random)
    {
        Bundle bundle = new();
        int token = 0;
        int count = random.Next(1, 7);
        for (int i = 0; i < count; i++)
        {
            RecordType type = Build.Pole.Types[i == 0 ? s_types[random.Next(2)] : s_types[random.Next(s_types.Length)]];
            Record record = new(type) { Id = $"tok{token++:D6}id" };
            foreach (AttributeDefinition attribute in type.Attributes.Where(a => a.Codes is null && a.Type == Engine.Dictionary.ValueType.Text && a.Name != "originator"))
            {
                if (random.Next(4) == 0)
                {
                    record.Set(attribute, Value.Text(string.Create(CultureInfo.InvariantCulture, $"tok{token++:D6}x")));
                }
            }

            Restrict(record, random);
            bundle.Add(record);
        }

        for (int i = random.Next(8); i > 0 && count > 1; i--)
        {
            bundle.Add(new Link(random.Next(count), Build.Pole.LinkRoles[s_links[random.Next(s_links.Length)]], random.Next(count)));
        }

        return bundle;
    }

    private static void Restrict(Record record, Random random)
    {
        if (random.Next(6) == 0)
        {
            Build.Set(record, "marking", random.Next(3) switch { 0 => "SECRET", 1 => "OFFICIAL-SENSITIVE", _ => "OFFICIAL" });
        }

        if (random.Next(8) == 0)
        {
            Build.Set(record, "handling", random.Next(3) switch { 0 => "police-only", 1 => "recipients-only", _ => "embargoed" });
        }

        if (record.Type.Name == "IntelligenceReport" && random.Next(3) > 0)
        {
            Build.Set(record, "handlingCode", random.Next(2) == 0 ? "P" : "C");
            Build.Set(record, "actionCode", "A1");
            Build.Set(record, "sanitisationCode", random.Next(3) == 0 ? "S2" : "S1");
        }

        if (record.Type.Name == "Person" && random.Next(3) == 0)
        {
            Build.Set(record, "dataSubjectCategory", s_subjects[random.Next(s_subjects.Length)]);
            record.Role = random.Next(2) == 0 ? Build.Pole.Roles[s_roles[random.Next(4)]] : null;
        }
    }

    private static AgreementDefinition[] RandomAgreements(Random random, bool conditions = true) => [.. Enumerable.Range(0, random.Next(1, 6)).Select(i =>
        Agreement($"a{i}", random.Next(3) == 0 ? "forces" : "eastmoor", [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => RandomGrant(random, conditions))]) with
        {
            SensitiveConditions = random.Next(2) == 0 ? [] : ["statutory-function"],
            Prohibitions = random.Next(3) == 0 ? [RandomProhibition(random)] : [],
            HighestMarking = random.Next(3) switch { 0 => "OFFICIAL", 1 => "SECRET", _ => "OFFICIAL-SENSITIVE" },
        })];

    private static GrantDefinition RandomGrant(Random random, bool conditions)
    {
        string type = random.Next(3) == 0 ? s_types[random.Next(2)] : s_types[random.Next(s_types.Length)];
        return new GrantDefinition
        {
            Records = [type],
            Attributes = Some(random, [.. Build.Pole.Types[type].Attributes.Select(a => a.Name)]),
            Classes = random.Next(2) == 0 ? Some(random, ["identity", "contact", "event", "narrative", "location"]) : [],
            Except = random.Next(3) == 0 ? ["reference", "notes"] : [],
            Roles = random.Next(3) == 0 ? Some(random, s_roles) : null,
            Subjects = random.Next(4) == 0 ? Some(random, s_subjects) : null,
            Where = conditions && random.Next(4) == 0 ? s_where[random.Next(s_where.Length)] : null,
            HighestMarking = random.Next(5) == 0 ? "OFFICIAL" : null,
        };
    }

    private static ProhibitionDefinition RandomProhibition(Random random) => new()
    {
        Records = [s_types[random.Next(2, s_types.Length)]],
        Attributes = random.Next(2) == 0 ? ["reference", "notes", "familyName"] : [],
        Roles = random.Next(2) == 0 ? Some(random, s_roles) : null,
        Where = random.Next(4) == 0 ? s_where[random.Next(s_where.Length)] : null,
    };

    private static string[] Some(Random random, string[] all) => [.. all.Where(_ => random.Next(3) == 0)];

    private static IEnumerable<string> Texts(Record record) => record.Attributes.ToArray()
        .Where(a => a.Value.Form == ValueForm.Text && a.Value.AsText.StartsWith("tok", StringComparison.Ordinal)).Select(a => a.Value.AsText)
        .Concat(record.Id is null ? [] : [record.Id]);

    // Whatever was withheld gets another value; what restricts a record is left as it is, for that is what is decided by.
    private static Bundle Scramble(Bundle bundle, Decision decision)
    {
        Bundle changed = new();
        for (int i = 0; i < bundle.Records.Count; i++)
        {
            Record record = bundle.Records[i];
            Record copy = new(record.Type) { Role = record.Role, Id = decision.Withheld.Any(w => w.Record == i && w.Attribute?.StartsWith("links.", StringComparison.Ordinal) != true) ? "another" : record.Id };
            foreach (AttributeValue item in record.Attributes)
            {
                bool withheld = decision.Withheld.Any(w => w.Record == i && (w.Attribute is null || w.Attribute == item.Attribute.Name));
                copy.Set(item.Attribute, withheld && item.Value.Form == ValueForm.Text ? Value.Text("another") : item.Value);
            }

            changed.Add(copy);
        }

        foreach (Link link in bundle.Links)
        {
            changed.Add(link);
        }

        return changed;
    }

    /// <summary>The bundle in the dictionary's own JSON and in every language of the sample workspace.</summary>
    private static List<(string Name, string Text)> Written(Bundle bundle)
    {
        ArrayBufferWriter<byte> output = new();
        PoleJson.Write(bundle, output);
        List<(string, string)> written = [("pole", Encoding.UTF8.GetString(output.WrittenSpan))];
        foreach ((string name, Translator translator) in SampleWorkspace.Wexshire.Translators.Where(t => t.Value.CanWrite))
        {
            output.ResetWrittenCount();
            translator.Write(bundle, WriteContext.Offline, output, new IssueSink());
            written.Add((name, Encoding.UTF8.GetString(output.WrittenSpan)));
        }

        return written;
    }
}
