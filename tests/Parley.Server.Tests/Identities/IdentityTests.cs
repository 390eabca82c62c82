using System.Text.Json;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Identities;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Identities;

/// <summary>Identities through the server: who is joined, whatever the order, and what nobody is told who may not see it; on each store.</summary>
public abstract class IdentityTests
{
    private const string Why = """{"reason":"entered against the wrong person"}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RecordsOfOnePerson_FromTwoSystems_AreOneIdentity_AndEachLeadsToIt()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        await People.SendAsync(server, "beacon", People.Bundle("B-1", "Margaret", "Okoro", "1961-02-03", "07700 900123", "\"clothing\":\"red cap\""), People.Bundle("B-2", "Ian", "Vance", "1980-12-30"));
        await People.SendAsync(server, "cornerstone", People.Bundle("C-1", "Peggy", "Okoro", "1961-02-03", "07700 900123", "\"clothing\":\"grey coat\""));

        JsonElement one = await People.ViewAsync(server, "beacon", "B-1");
        JsonElement other = await People.ViewAsync(server, "cornerstone", "C-1");
        JsonElement stranger = await People.ViewAsync(server, "beacon", "B-2");

        Assert.Equal(one.GetRawText(), other.GetRawText());
        Assert.Equal(2, People.RecordsOf(one).Length);
        Assert.Single(People.RecordsOf(stranger));
        JsonElement given = one.GetProperty("attributes").EnumerateArray().Single(a => a.GetProperty("name").GetString() == "givenNames");
        Assert.True(given.GetProperty("conflict").GetBoolean());
        JsonElement clothing = one.GetProperty("attributes").EnumerateArray().Single(a => a.GetProperty("name").GetString() == "clothing");
        Assert.Equal((2, false), (clothing.GetProperty("values").GetArrayLength(), clothing.GetProperty("conflict").GetBoolean()));
        Assert.Equal(["Margaret", "Peggy"], given.GetProperty("values").EnumerateArray().Select(v => v.GetProperty("value").GetString()!).Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task ArrivalInAnyOrder_GivesTheSameIdentities(int seed)
    {
        string root = TestServer.NewFolder();
        Estate estate = NewEstate();
        string[] bundles = [.. Enumerable.Range(0, 40).SelectMany(Variants)];
        string expected;
        await using (TestServer first = await TestServer.StartAsync(estate, root))
        {
            await People.SendAsync(first, "beacon", bundles);
            expected = People.Partition(first, Names(first));
        }

        // The same keys make the same names, so that the two can be compared.
        string other = TestServer.NewFolder();
        Directory.CreateDirectory(Path.Combine(other, ".parley"));
        foreach (string file in Directory.GetFiles(root, "*keys*", SearchOption.AllDirectories))
        {
            string target = Path.Combine(other, Path.GetRelativePath(root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, true);
        }

        string[] shuffled = [.. bundles];
        new Random(seed).Shuffle(shuffled);
        await using TestServer second = await TestServer.StartAsync(NewEstate(), other);
        await People.SendAsync(second, "beacon", shuffled);

        Assert.Equal(expected, People.Partition(second, Names(second)));
        Assert.Contains(expected.Split(" | "), c => c.Split(' ').Length > 1);
    }

    [Fact]
    public async Task CorrectionWithdrawalAndErasure_ReevaluateTheIdentity()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        string first = (await server.DepositAsync("beacon", People.Bundle("B-1", "Margaret", "Okoro", "1961-02-03", "07700 900123"), type: "bundle")).Exchange;
        await People.SendAsync(server, "cornerstone", People.Bundle("C-1", "Margaret", "Okoro", "1961-02-03", "07700 900123"));
        Assert.Equal(2, People.RecordsOf(await People.ViewAsync(server, "beacon", "B-1")).Length);

        await server.PostAsync($"/v1/exchanges/{first}/correct?reason=typo", People.Bundle("B-1", "Ian", "Vance", "1980-12-30"), Estate.KeyOf("beacon"));
        await People.FollowAsync(server);
        Assert.Single(People.RecordsOf(await People.ViewAsync(server, "cornerstone", "C-1")));

        // Each message differs in something, for one that is sent twice is taken once.
        string again = (await server.DepositAsync("beacon", People.Bundle("B-1", "Margaret", "Okoro", "1961-02-03", "07700 900123", "\"occupation\":\"baker\""), type: "bundle")).Exchange;
        await People.FollowAsync(server);
        Assert.Equal(2, People.RecordsOf(await People.ViewAsync(server, "cornerstone", "C-1")).Length);

        await server.PostAsync($"/v1/exchanges/{again}/withdraw", Why, Estate.KeyOf("beacon"));
        await People.FollowAsync(server);
        Assert.Single(People.RecordsOf(await People.ViewAsync(server, "cornerstone", "C-1")));

        string last = (await server.DepositAsync("beacon", People.Bundle("B-1", "Margaret", "Okoro", "1961-02-03", "07700 900123", "\"occupation\":\"miller\""), type: "bundle")).Exchange;
        await People.FollowAsync(server);
        await server.PostAsync($"/v1/exchanges/{last}/erase", Why);

        // At once, before the repository has followed.
        JsonElement view = await People.ViewAsync(server, "cornerstone", "C-1");
        Assert.DoesNotContain(PublicId.Record(People.Name(server, "beacon", "B-1")), view.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restart_HasTheSameIdentities_AndTheStoreHasThePairs()
    {
        string root = TestServer.NewFolder();
        Estate estate = NewEstate();
        string before;
        await using (TestServer server = await TestServer.StartAsync(estate, root))
        {
            await People.SendAsync(server, "beacon", [.. Enumerable.Range(0, 10).SelectMany(Variants)]);
            before = People.Partition(server, Names(server, 10));
            Assert.NotEmpty(await server.Part<Store>().Reader.IdentityPairsAfterAsync(0, 1000, Token));
        }

        await using TestServer again = await TestServer.StartAsync(estate, root);
        await People.FollowAsync(again);
        List<IdentityPairRow> stored = await again.Part<Store>().Reader.IdentityPairsAfterAsync(0, 1000, Token);

        Assert.Equal(before, People.Partition(again, Names(again, 10)));
        Assert.Equal(stored.Count, stored.Select(r => (r.Low, r.High)).Distinct().Count());
        Assert.All(stored, r => Assert.StartsWith("person-", r.Model, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Start_RemovesRowsOfPairs_ThatNewerOnesHaveTakenThePlaceOf()
    {
        string root = TestServer.NewFolder();
        Estate estate = NewEstate();
        await using (TestServer server = await TestServer.StartAsync(estate, root))
        {
            await People.SendAsync(server, "cornerstone", People.Bundle("C-1", "Margaret", "Okoro", "1961-02-03", "07700 900123"));
            for (int i = 0; i < 3; i++)
            {
                await People.SendAsync(server, "beacon", People.Bundle("B-1", "Margaret", "Okoro", "1961-02-03", i % 2 == 0 ? "07700 900123" : null, $"\"occupation\":\"baker {i}\""));
            }

            Assert.True((await server.Part<Store>().Reader.IdentityPairsAfterAsync(0, 1000, Token)).Count > 1);
            Assert.Contains(server.Part<IdentityKeeper>().Read(), g => g.Name == "parley_identity_pairs_dead" && g.Value > 0);
        }

        await using TestServer again = await TestServer.StartAsync(estate, root);
        await People.FollowAsync(again);

        Assert.Single(await again.Part<Store>().Reader.IdentityPairsAfterAsync(0, 1000, Token));
        Assert.Contains(again.Part<IdentityKeeper>().Read(), g => g.Name == "parley_identity_filled" && g.Value == 1);
        Assert.Equal(2, People.RecordsOf(await People.ViewAsync(again, "beacon", "B-1")).Length);
    }

    [Fact]
    public async Task Search_NamesTheIdentity_OnlyWhereAsked_AndOnlyOfWhatIsJoined()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        await People.SendAsync(server, "beacon", People.Bundle("B-1", "Margaret", "Okoro", "1961-02-03", "07700 900123"), People.Bundle("B-2", "Ian", "Okoro", "1980-12-30"));
        await People.SendAsync(server, "cornerstone", People.Bundle("C-1", "Peggy", "Okoro", "1961-02-03", "07700 900123"));

        JsonElement[] plain = [.. (await server.PostAsync("/v1/search", """{"familyName":"Okoro"}""")).Json.GetProperty("results").EnumerateArray()];
        JsonElement[] asked = [.. (await server.PostAsync("/v1/search", """{"familyName":"Okoro","identities":true}""")).Json.GetProperty("results").EnumerateArray()];

        Assert.Equal((3, 3), (plain.Length, asked.Length));
        Assert.DoesNotContain(plain, r => r.TryGetProperty("identity", out _));
        string alone = PublicId.Record(People.Name(server, "beacon", "B-2"));
        Assert.All(asked, r => Assert.Equal(r.GetProperty("id").GetString() != alone, r.TryGetProperty("identity", out _)));
        Assert.Single(asked.Where(r => r.TryGetProperty("identity", out _)).Select(r => r.GetProperty("identity").GetString()).Distinct());
    }

    [Fact]
    public async Task HiddenRecords_NeitherJoinNorShow_AndChangeNoByte()
    {
        // A and C are joined through the hidden B alone; D is visible beside them.
        await using TestServer server = await TestServer.StartAsync(WithAgreement());
        await People.SendAsync(
            server, "beacon", People.Bundle("A-1", "Kim", "Smythe", null, "07700 900555", "\"emails\":[\"wren@example.org\"]"), People.Bundle("C-1", "Kim", "Smythe", "1980-02-11"),
            People.Bundle("D-1", "Kim", "Okoro", "1961-02-03", "07700 900123", "\"emails\":[\"heron@example.org\"]"), People.Bundle("D-2", "Kim", "Okoro", "1961-02-03", "07700 900123", "\"emails\":[\"heron@example.org\"]"));
        string[] keys = ["A-1", "C-1", "D-1"];
        List<string> before = await AllAsync(server, keys);

        await People.SendAsync(server, "beacon", People.Bundle("B-1", "Kimberley", "Smythe", "1980-02-11", "07700 900555", "\"emails\":[\"wren@example.org\"]"), People.Bundle("B-2", "Kimberley", "Okoro", "1961-02-03", "07700 900123"));
        await People.SendAsync(server, "cornerstone", [.. Enumerable.Range(0, 250).Select(i => People.Bundle($"H-{i}", "Kimberley", "Okoro", "1961-02-03", "07700 900123", "\"emails\":[\"heron@example.org\"]"))]);

        Assert.Equal(before, await AllAsync(server, keys));
        JsonElement seen = await People.ViewAsync(server, "beacon", "D-1", "control");
        Assert.True(People.RecordsOf(seen).Length == 2, seen.GetRawText());
        Assert.True(People.RecordsOf(await People.ViewAsync(server, "beacon", "A-1")).Length >= 2, "for the owner the hidden record joins");
        Assert.Equal(404, (await People.AskAsync(server, $"/v1/identities/{PublicId.Identity(People.Name(server, "beacon", "B-1"))}", "control")).Status);
    }

    [Fact]
    public async Task HiddenAttributes_NeitherJoinNorHoldApart()
    {
        AgreementDefinition agreement = TestAgreement.Of("people") with
        {
            Grants = [new GrantDefinition { Records = ["Person"], Attributes = ["familyName", "givenNames", "emails"] }],
        };
        await using TestServer server = await TestServer.StartAsync(NewEstate().Agreement(agreement));
        await People.SendAsync(
            server, "beacon", People.Bundle("A-1", "Kim", "Smythe", null, null, "\"niNumber\":\"QQ482915A\",\"emails\":[\"heron@example.org\"]"), People.Bundle("A-2", "Kim", "Smythe", null, null, "\"niNumber\":\"QQ730164B\",\"emails\":[\"heron@example.org\"]"));
        await People.SendAsync(server, "beacon", People.Bundle("B-1", "Ola", "Vance", "1975-06-17", "07700 900777"), People.Bundle("B-2", "Ola", "Vance", "1975-06-17", "07700 900777"));

        // The numbers tell the first two apart, and they may not be seen; date of birth and telephone join the others, and they may not be seen.
        Assert.Single(People.RecordsOf(await People.ViewAsync(server, "beacon", "A-1")));
        Assert.Equal(2, People.RecordsOf(await People.ViewAsync(server, "beacon", "A-1", "control")).Length);
        Assert.Equal(2, People.RecordsOf(await People.ViewAsync(server, "beacon", "B-1")).Length);
        Assert.Single(People.RecordsOf(await People.ViewAsync(server, "beacon", "B-1", "control")));
    }

    [Fact]
    public async Task Vehicles_AreOneByTheirIdentifiers_UnlessTheyAreKnownToDiffer()
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        await People.SendAsync(server, "beacon", Vehicle("B-1", "WX63 ABC", null), Vehicle("B-2", "WX64 DEF", "WXA00000000000001"));
        await People.SendAsync(server, "cornerstone", Vehicle("C-1", "WX63 ABC", null), Vehicle("C-2", "WX64 DEF", "WXB00000000000002"));

        Assert.Equal(2, People.RecordsOf(await People.ViewAsync(server, "beacon", "WX63 ABC", type: "Vehicle")).Length);
        Assert.Single(People.RecordsOf(await People.ViewAsync(server, "beacon", "WX64 DEF", type: "Vehicle")));
    }

    [Theory]
    [InlineData("UNKNOWN", "UNKNOWN", "1900-01-01", "00000000000")]
    [InlineData("", "", null, "07700 900000")]
    public async Task Placeholders_NeverLink(string given, string family, string? born, string telephone)
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        await People.SendAsync(server, "beacon", [.. Enumerable.Range(1, 4).Select(i => People.Bundle($"P-{i}", given, family, born, telephone))]);

        Assert.Single(People.RecordsOf(await People.ViewAsync(server, "beacon", "P-1")));
    }

    [Theory]
    [InlineData("محمد", "الفارسي")]
    [InlineData("美咲", "山田")]
    [InlineData("Ольга", "Ковалёва")]
    [InlineData("Siân", "O’Néill-Żółć")]
    [InlineData("अनिता", "शर्मा")]
    [InlineData("\\u202eKim\\u0000", "A\\u0301\\u0301\\u0301")]
    public async Task NamesInEveryScript_Link_AndBreakNothing(string given, string family)
    {
        await using TestServer server = await TestServer.StartAsync(NewEstate());
        await People.SendAsync(server, "beacon", People.Bundle("P-1", given, family, "1961-02-03", "07700 900123"));
        await People.SendAsync(server, "cornerstone", People.Bundle("P-2", given, family, "1961-02-03", "07700 900123"));

        Assert.Equal(2, People.RecordsOf(await People.ViewAsync(server, "beacon", "P-1")).Length);
    }

    [Fact]
    public void TwentyThousandWithOneTelephone_GrowNotQuadratically_AndTheReasonIsSaid()
    {
        const int Many = 20_000;
        IdentitySettings settings = new(new IdentityDefinition());
        Engine.Linkage.Incremental.LinkageIndex index = settings.NewIndex();
        int changes = 0;
        index.PairChanged = (_, _, _) => changes++;
        Engine.Dictionary.PoleDictionary dictionary = TestTranslation.Dictionary;
        for (int i = 0; i < Many; i++)
        {
            string letters = string.Concat($"{i:00000}".Select(c => (char)('a' + c - '0')));
            Engine.Dictionary.Bundle bundle = Engine.Dictionary.Json.PoleJson.Read(
                System.Text.Encoding.UTF8.GetBytes(People.Bundle($"P-{i}", $"X{letters}", $"Q{letters}", null, "07700 900001")), dictionary, new Engine.Issues.IssueSink())!;
            Engine.Identities.PersonColumns.Put(index, $"{i}", bundle, 0);
        }

        Assert.True(changes < Many * 10, $"{changes} changes of pairs");
        Assert.Contains("telephone", index.Capped("0"));
    }

    [Fact]
    public async Task WithoutIdentities_EveryQuestionIsRefused()
    {
        Estate estate = NewEstate();
        estate.Identities = null;
        await using TestServer server = await TestServer.StartAsync(estate);

        TestServer.Answer answer = await People.AskAsync(server, "/v1/identities/i-0000000000000");

        Assert.Equal((404, "IDN001"), (answer.Status, answer.Code));
    }

    private protected abstract StorageDefinition Storage();

    internal static Estate WithAgreementOn(Estate estate) => estate.Agreement(TestAgreement.Of("people") with
    {
        Grants = [new GrantDefinition { Records = ["Person"], Attributes = ["familyName", "givenNames", "emails", "telephones"], Where = ".givenNames[0] == \"Kim\"" }],
    });

    // Every answer that control can have about some records.
    private static async Task<List<string>> AllAsync(TestServer server, string[] keys)
    {
        List<string> answers = [];
        foreach (string key in keys)
        {
            long name = People.Name(server, "beacon", key);
            foreach (string path in new[] { $"identities/{PublicId.Identity(name)}", $"identities/{PublicId.Identity(name)}/explanation", $"records/{PublicId.Record(name)}/neighbourhood" })
            {
                TestServer.Answer answer = await People.AskAsync(server, "/v1/" + path, "control");
                Assert.True(answer.Status == 200, answer.Text);
                answers.Add(answer.Text);
            }
        }

        answers.Add((await server.CallAsync(HttpMethod.Post, "/v1/search", request =>
        {
            request.Headers.Authorization = new("Bearer", Estate.KeyOf("control"));
            request.Headers.Add("Parley-Purpose", "investigation");
            request.Content = new StringContent("""{"familyName":"Okoro","identities":true}""");
        })).Text);
        return answers;
    }

    private static string Vehicle(string reference, string mark, string? vin)
    {
        string more = vin is null ? "" : $",\"vin\":\"{vin}\"";
        return $$$"""{"records":[{"id":"v","type":"Vehicle","attributes":{"reference":"{{{reference}}}","registration":"{{{mark}}}"{{{more}}}}}],"links":[]}""";
    }

    // The same person three times, not always written alike; some persons share a telephone.
    private static IEnumerable<string> Variants(int i)
    {
        string family = $"Q{(char)('a' + (i % 26))}{(char)('a' + (i / 26))}rensby";
        string born = $"19{60 + (i % 30)}-0{1 + (i % 9)}-1{i % 10}";
        yield return People.Bundle($"P-{i}-0", "Margaret", family, born, $"07700 9001{i % 20:00}");
        yield return People.Bundle($"P-{i}-1", i % 3 == 0 ? "Peggy" : "Margaret", family, i % 4 == 0 ? null : born, $"07700 9001{i % 20:00}");
        yield return People.Bundle($"P-{i}-2", "Margaret", i % 5 == 0 ? "Vance" : family, born);
    }

    private static IEnumerable<long> Names(TestServer server, int count = 40) =>
        Enumerable.Range(0, count).SelectMany(i => Enumerable.Range(0, 3).Select(n => People.Name(server, "beacon", $"P-{i}-{n}")));

    private Estate WithAgreement() => WithAgreementOn(NewEstate());

    private Estate NewEstate()
    {
        Estate estate = People.Estate();
        estate.Storage = Storage();
        return estate;
    }
}
