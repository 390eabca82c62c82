using System.Text.Json;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Identities;

/// <summary>Why records are one, over the API.</summary>
public sealed class ExplanationTests
{
    [Fact]
    public async Task Comparison_HasBarsThatAddUpToTheWeight()
    {
        await using TestServer server = await TestServer.StartAsync(People.Estate());
        await People.SendAsync(server, "beacon", People.Bundle("B-1", "Margaret", "Okoro", "1961-02-03", "07700 900123"), People.Bundle("B-2", "Peggy", "Okoro", "1961-03-02"));

        JsonElement answer = (await CompareAsync(server, "B-1", "B-2")).Json;

        JsonElement[] bars = [.. answer.GetProperty("bars").EnumerateArray()];
        Assert.Equal(answer.GetProperty("bits").GetDouble(), bars.Sum(b => b.GetProperty("bits").GetDouble()), 0.1);
        JsonElement born = bars.Single(b => b.GetProperty("compared").GetString() == "date-of-birth");
        Assert.Equal(("swapped", "day and month exchanged"), (born.GetProperty("level").GetString(), born.GetProperty("words").GetString()));
        Assert.NotEmpty(answer.GetProperty("foundBy").EnumerateArray());
    }

    [Fact]
    public async Task Comparison_OfWhatIsNoPairOfPersons_IsRefused()
    {
        await using TestServer server = await TestServer.StartAsync(People.Estate());
        await People.SendAsync(server, "beacon", People.Bundle("B-1", "Margaret", "Okoro"));
        await server.DepositAsync("beacon", """{"ref":"INC-1","summary":"first"}""");
        await People.FollowAsync(server);
        string incident = PublicId.Record(People.Name(server, "beacon", "INC-1", "Incident"));
        string person = PublicId.Record(People.Name(server, "beacon", "B-1"));

        Assert.Equal((400, "IDN002"), await StatusAsync(server, $"/v1/identities/comparison?left={person}&right={incident}"));
        Assert.Equal((400, "IDN002"), await StatusAsync(server, $"/v1/identities/comparison?left={person}&right={person}"));
        Assert.Equal(404, (await People.AskAsync(server, $"/v1/identities/comparison?left={person}&right=k-0000000000000")).Status);
        Assert.Equal(400, (await People.AskAsync(server, $"/v1/identities/comparison?left={person}")).Status);
    }

    [Fact]
    public async Task Explanation_NamesThePairThatWouldSplitIt()
    {
        await using TestServer server = await TestServer.StartAsync(People.Estate());
        await People.SendAsync(
            server, "beacon", People.Bundle("B-1", "Margaret", "Okoro", "1961-02-03", "07700 900123"), People.Bundle("B-2", "Margaret", "Okoro", "1961-02-03", "07700 900123"));
        await People.SendAsync(
            server, "cornerstone", People.Bundle("C-1", "Peggy", "Okoro", "1961-02-03", "07700 900123", "\"emails\":[\"heron@example.org\"]"),
            People.Bundle("C-2", "Peggy", "Okoro", null, "07700 900123", "\"emails\":[\"heron@example.org\"]"));
        string last = PublicId.Record(People.Name(server, "cornerstone", "C-2"));

        JsonElement answer = (await People.AskAsync(server, $"/v1/identities/{PublicId.Identity(People.Name(server, "beacon", "B-1"))}/explanation")).Json;

        Assert.Equal(4, answer.GetProperty("records").GetArrayLength());
        Assert.True(answer.GetProperty("heldTogetherBy").GetArrayLength() >= 4);
        Assert.Contains(answer.GetProperty("wouldSplit").EnumerateArray(), c => c.GetProperty("wouldPart").EnumerateArray().Any(r => r.GetString() == last));
        Assert.StartsWith("person-", answer.GetProperty("model").GetString(), StringComparison.Ordinal);
    }

    private static async Task<(int, string)> StatusAsync(TestServer server, string path)
    {
        TestServer.Answer answer = await People.AskAsync(server, path);
        return (answer.Status, answer.Code);
    }

    private static Task<TestServer.Answer> CompareAsync(TestServer server, string left, string right) => People.AskAsync(
        server, $"/v1/identities/comparison?left={PublicId.Record(People.Name(server, "beacon", left))}&right={PublicId.Record(People.Name(server, "beacon", right))}");
}
