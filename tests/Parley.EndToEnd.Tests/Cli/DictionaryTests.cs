using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

public sealed class DictionaryTests
{
    [Fact]
    public async Task Dictionary_Types_ListsThem()
    {
        ParleyProcess types = await ParleyProcess.RunAsync("dictionary", "types", "--json", "--built-in");

        Assert.Equal(0, types.ExitCode);
        Assert.Contains("Vehicle", types.Json.AsArray().Select(t => (string?)t!["name"]));
    }

    [Fact]
    public async Task Dictionary_Type_ShowsItsAttributes()
    {
        ParleyProcess vehicle = await ParleyProcess.RunAsync("dictionary", "Vehicle", "--json", "--built-in");

        Assert.Contains("identifier vrm", vehicle.Json["attributes"]!.AsArray().Where(a => (string?)a!["name"] == "registration").Select(a => (string?)a!["type"]));
    }

    [Fact]
    public async Task Dictionary_Search_FindsAttributes()
    {
        ParleyProcess found = await ParleyProcess.RunAsync("dictionary", "--search", "date birth", "--built-in");

        Assert.Equal(0, found.ExitCode);
        Assert.Contains("Person.dateOfBirth", found.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dictionary_UnknownName_SuggestsTheNearest()
    {
        ParleyProcess none = await ParleyProcess.RunAsync("dictionary", "Vehicel", "--built-in");

        Assert.Equal(2, none.ExitCode);
        Assert.Contains("did you mean 'Vehicle'?", none.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("csv", "type,kind,attribute,")]
    [InlineData("markdown", "#")]
    [InlineData("json-schema", "{")]
    public async Task Dictionary_Export_GoesToStandardOutput(string format, string start)
    {
        ParleyProcess export = await ParleyProcess.RunAsync("dictionary", "--export", format, "--built-in");

        Assert.Equal(0, export.ExitCode);
        Assert.StartsWith(start, export.Output, StringComparison.Ordinal);
        Assert.Contains("Vehicle", export.Output, StringComparison.Ordinal);
    }
}
