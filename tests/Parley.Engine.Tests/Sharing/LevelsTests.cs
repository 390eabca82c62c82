using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Sharing;

public sealed class LevelsTests
{
    [Theory]
    [InlineData("force", "GBR", "force", "GBR", "inter-force")]
    [InlineData("force", "GBR", "agency", "GBR", "inter-agency")]
    [InlineData("agency", "GBR", "agency", "GBR", "inter-agency")]
    [InlineData("force", "GBR", "national-service", "GBR", "inter-agency")]
    [InlineData("force", "GBR", "foreign-partner", "RUR", "international")]
    [InlineData("force", "GBR", "force", "RUR", "international")]
    [InlineData("force", "GBR", "foreign-partner", "GBR", "international")]
    public void Between_TwoOrganisations_IsToldFromKindAndCountry(string kindA, string countryA, string kindB, string countryB, string level)
    {
        OrganisationDefinition a = new() { Id = "a", Name = "A", Kind = kindA, Country = countryA };
        OrganisationDefinition b = new() { Id = "b", Name = "B", Kind = kindB, Country = countryB };

        Assert.Equal(level, Levels.Word(Levels.Between(a, b)));
        Assert.Equal(level, Levels.Word(Levels.Between(b, a)));
        Assert.Equal("local", Levels.Word(Levels.Between(a, a)));
    }
}
