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
