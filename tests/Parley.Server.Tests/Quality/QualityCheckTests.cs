using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Json;
using Parley.Engine.Issues;
using Parley.Server.Quality;
using Xunit;
using Record = Parley.Engine.Dictionary.Record;

namespace Parley.Server.Tests.Quality;

/// <summary>What the dictionary finds in a bundle, and what two records that share an identifier say differently.</summary>
public sealed class QualityCheckTests
{
    private static readonly PoleDictionary s_dictionary = BuiltInDictionary.BuiltIn;

    [Fact]
    public void Check_SaysWhichRecordAndAttribute()
    {
        Bundle bundle = Read("""
            {"records":[{"id":"i","type":"Incident","attributes":{"reference":"I-1"}},
            {"id":"p","type":"Person","attributes":{"familyName":"Example","pncId":"not a number","sex":{"unmapped":"x"}}},
            {"id":"o","type":"Person","attributes":{"familyName":"Apart"}}],"links":[{"from":"p","role":"victim-of","to":"i"}]}
            """);

        IReadOnlyList<HashSet<(IssueCode Code, string Attribute)>> found = QualityCheck.Of(bundle, s_dictionary, new DateOnly(2026, 3, 1));

        Assert.Contains(found[1], f => f.Attribute == "pncId" && QualityKinds.Of(f.Code) == QualityKinds.Invalid);
        Assert.Contains(found[1], f => f.Attribute == "sex" && QualityKinds.Of(f.Code) == QualityKinds.Unmapped && QualityKinds.TaskOf(f.Code) == QualityKinds.Platform);
        Assert.Contains(found[1], f => QualityKinds.Of(f.Code) == QualityKinds.Incomplete && f.Attribute.StartsWith("victim", StringComparison.Ordinal));
        Assert.Contains(found[2], f => f.Code.Code == "DIC402");
        Assert.DoesNotContain(found[1], f => f.Code.Code == "DIC402");
    }

    [Theory]
    [InlineData(""" "dateOfBirth":"1980-11-02" """, """ "dateOfBirth":"1980-02-11" """, "dateOfBirth")]
    [InlineData(""" "dateOfBirth":"1980" """, """ "dateOfBirth":"1980-02-11" """, "")]
    [InlineData(""" "dateOfBirth":"1980-02" """, """ "dateOfBirth":"1980-03-11" """, "dateOfBirth")]
    [InlineData(""" "dateOfBirth":"1979" """, """ "dateOfBirth":"1980-03-11" """, "dateOfBirth")]
    [InlineData(""" "familyName":"Example" """, """ "familyName":"Other" """, "")]
    [InlineData(""" "dateOfBirth":"1980" """, """ "familyName":"Other" """, "")]
    [InlineData(""" "sex":{"unmapped":"f"} """, """ "sex":{"unmapped":"F"} """, "")]
    public void Contradictions_AreWhatCannotBothBeSo(string one, string other, string attributes) => Assert.Equal(
        attributes.Split(' ', StringSplitOptions.RemoveEmptyEntries), SharedIdentity.Contradictions(Person(one), Person(other)));

    private static Record Person(string attributes) =>
        Read($$$"""{"records":[{"id":"p","type":"Person","attributes":{{{{attributes}}}}}],"links":[]}""").Records[0];

    private static Bundle Read(string text)
    {
        IssueSink issues = new();
        Bundle? bundle = PoleJson.Read(System.Text.Encoding.UTF8.GetBytes(text), s_dictionary, issues);
        return bundle ?? throw new InvalidOperationException(string.Join('\n', issues.Issues));
    }
}
