using Parley.Engine.Dictionary;
using Parley.Engine.Translation.Verification;
using Xunit;
using Record = Parley.Engine.Dictionary.Record;

namespace Parley.Engine.Tests.Translation.Verification;

public class BundleComparerTests
{
    private static readonly PoleDictionary Pole = BuiltInDictionary.BuiltIn;

    [Fact]
    public void Compare_OtherOrder_IsTheSame() =>
        Assert.Empty(BundleComparer.Compare(Make("Amber", "Basil", false), Make("Basil", "Amber", true)));

    [Fact]
    public void Compare_LinksCrossed_IsSeenAlthoughAllValuesAreThere()
    {
        IReadOnlyList<BundleDifference> differences = BundleComparer.Compare(Make("Amber", "Basil", false), Make("Amber", "Basil", true));

        Assert.NotEmpty(differences);
        Assert.All(differences, d => Assert.StartsWith("link ", d.Attribute, StringComparison.Ordinal));
    }

    [Fact]
    public void Compare_ChangedValue_NamesBoth()
    {
        BundleDifference difference = Assert.Single(BundleComparer.Compare(Make("Amber", "Basil", false), Make("Amber", "Cecil", false)));

        Assert.Equal(("familyName", "Basil", "Cecil"), (difference.Attribute, difference.Went, difference.CameBack));
    }

    [Fact]
    public void Compare_RecordMissing_IsOneDifference()
    {
        Bundle less = new();
        less.Add(new Record(Pole.Types["Incident"]));
        IReadOnlyList<BundleDifference> differences = BundleComparer.Compare(Make("Amber", "Basil", false), less);

        Assert.Equal(2, differences.Count);
        Assert.All(differences, d => Assert.Equal("", d.Attribute));
    }

    [Fact]
    public void Compare_IdentifierThatMustComeBack_IsComparedAndPairsRecords()
    {
        Bundle went = Named("K1", "K2");

        Assert.Empty(BundleComparer.Compare(went, Named("K2", "K1"), named: _ => true));
        BundleDifference changed = Assert.Single(BundleComparer.Compare(went, Named("K1", "K3"), named: _ => true));
        Assert.Equal(("identifier", "K2", "K3"), (changed.Attribute, changed.Went, changed.CameBack));
        Assert.Empty(BundleComparer.Compare(went, Named("K1", "K3")));

        static Bundle Named(string first, string second)
        {
            Bundle bundle = new();
            bundle.Add(new Record(Pole.Types["Incident"]));
            bundle.Add(new Record(Pole.Types["Person"]) { Id = first });
            bundle.Add(new Record(Pole.Types["Person"]) { Id = second });
            return bundle;
        }
    }

    // An incident with a victim and a witness.
    [Fact]
    public void Compare_ManyRecords_ComparesEachPairOnce()
    {
        const int Persons = 20;
        int asked = 0;
        Assert.NotEmpty(BundleComparer.Compare(Crowd("left"), Crowd("right"), (_, _, _, _) =>
        {
            asked++;
            return false;
        }));

        // Each person with each, the incident with the incident; then those that were paired.
        Assert.InRange(asked, Persons * Persons, (Persons * Persons) + 1 + Persons + 1);

        static Bundle Crowd(string side)
        {
            Bundle bundle = new();
            int incident = bundle.Add(With(new Record(Pole.Types["Incident"]), "reference", side));
            for (int i = 0; i < Persons; i++)
            {
                int person = bundle.Add(With(new Record(Pole.Types["Person"]), "familyName", $"{side} {i}"));
                bundle.Add(new Link(person, Pole.LinkRoles["victim-of"], incident));
            }

            return bundle;
        }
    }

    [Fact]
    public void Compare_ValuesInAnotherOrder_AreTheSame()
    {
        Bundle Of(IEnumerable<string> names)
        {
            Record person = new(Pole.Types["Person"]);
            foreach (string name in names)
            {
                With(person, name, $"the {name}");
            }

            Bundle bundle = new();
            bundle.Add(person);
            return bundle;
        }

        string[] names = [.. Pole.Types["Person"].Attributes.Where(a => a is { Type: Parley.Engine.Dictionary.ValueType.Text, Many: false }).Select(a => a.Name)];
        Assert.InRange(names.Length, 20, 200);
        Assert.Empty(BundleComparer.Compare(Of(names), Of(names.Reverse())));
        Assert.Equal(names[^1], Assert.Single(BundleComparer.Compare(Of(names), Of(names.SkipLast(1).Reverse()))).Attribute);
        Assert.Equal(names[0], Assert.Single(BundleComparer.Compare(Of(names.Skip(1)), Of(names.Reverse()))).Attribute);
    }

    private static Record With(Record record, string attribute, string text)
    {
        Assert.True(record.Type.TryGet(attribute, out AttributeDefinition? definition));
        record.Set(definition, Value.Text(text));
        return record;
    }

    private static Bundle Make(string first, string second, bool crossed)
    {
        Bundle bundle = new();
        int incident = bundle.Add(new Record(Pole.Types["Incident"]));
        int[] persons = [.. new[] { first, second }.Select(name =>
        {
            Record person = new(Pole.Types["Person"]);
            Assert.True(person.Type.TryGet("familyName", out AttributeDefinition? attribute));
            person.Set(attribute, Value.Text(name));
            return bundle.Add(person);
        })];
        bundle.Add(new Link(persons[crossed ? 1 : 0], Pole.LinkRoles["victim-of"], incident));
        bundle.Add(new Link(persons[crossed ? 0 : 1], Pole.LinkRoles["witness-of"], incident));
        return bundle;
    }
}
