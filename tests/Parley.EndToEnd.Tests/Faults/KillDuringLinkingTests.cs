using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Faults;

/// <summary>The server is ended by SIGKILL while it links what comes in: afterwards the identities are those of a server that nobody killed.</summary>
public sealed partial class KillDuringLinkingTests
{
    private const int People = 60;
    private const int Kills = 5;
    private const int Seed = 20261122;
    private const string OperatorKey = "operator-key-for-this-test-only";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_WhileLinking_LeavesTheIdentitiesOfARunWithoutKills()
    {
        int sent = 0;
        string[] messages = [.. Enumerable.Range(0, People).SelectMany(Messages)];
        using TemporaryFolder killed = Create();
        Random random = new(Seed);
        ServerProcess server = await ServerProcess.StartAsync(killed.Path, Environment());
        SortedDictionary<string, string> after;
        try
        {
            foreach (string[] some in messages.Chunk((messages.Length / Kills) + 1))
            {
                await Task.WhenAll(some.Select(m => DepositAsync(server, m)));
                await LinkedAsync(server, random.Next(sent, sent + some.Length));
                sent += some.Length;
                await server.KillAsync();
                await server.DisposeAsync();
                server = await ServerProcess.StartAsync(killed.Path, Environment());
            }

            after = await IdentitiesAsync(server);
            Assert.Equal(0, await server.StopAsync());
        }
        finally
        {
            await server.DisposeAsync();
        }

        // The same keys make the same names of records, so that the two can be compared.
        using TemporaryFolder whole = Create();
        Directory.CreateDirectory(Path.Combine(whole.Path, ".parley"));
        File.Copy(Path.Combine(killed.Path, ".parley", "keys.db"), Path.Combine(whole.Path, ".parley", "keys.db"));
        await using ServerProcess unhurt = await ServerProcess.StartAsync(whole.Path, Environment());
        await Task.WhenAll(messages.Reverse().Select(m => DepositAsync(unhurt, m)));
        SortedDictionary<string, string> expected = await IdentitiesAsync(unhurt);
        Assert.Equal(0, await unhurt.StopAsync());

        Assert.Equal(expected, after);
        Assert.Equal(People * 3, after.Count);
        Assert.True(after.Values.Distinct().Count() < after.Count, "Nobody was joined: the test proves nothing.");
    }

    private static TemporaryFolder Create() => new TemporaryFolder()
        .With(
            "parley.yaml",
            "installation: Small\norganisation: wexshire-police\ndictionary: \"2026.1\"\nstorage: { sqlite: .parley/store.db }\nrepository: true\nidentities: { population: 100000 }\noperator-keys: [ { id: op, secret: env:OPERATOR_KEY } ]\n")
        .With("organisations/wexshire-police.yaml", "organisation: wexshire-police\nname: Wexshire Police\nkind: force\n")
        .With("systems/alpha/system.yaml", """
            system: alpha
            name: Alpha
            organisation: wexshire-police
            keys: [ { id: dev, secret: env:ALPHA_KEY } ]
            messages: { person: person.yaml }
            """)
        .With("systems/alpha/person.yaml", """
            translation: alpha-person
            format: json
            records:
              person:
                type: Person
                attributes:
                  reference: { at: no, required: true }
                  givenNames: given
                  familyName: family
                  dateOfBirth: { at: born, date: "yyyy-MM-dd" }
                  emails: mail
            """);

    private static Dictionary<string, string> Environment() => new() { ["ALPHA_KEY"] = HttpEstate.Key("alpha"), ["OPERATOR_KEY"] = OperatorKey };

    // Three records of each person: two alike, the third with another given name and no date of birth.
    private static IEnumerable<string> Messages(int person)
    {
        string family = $"Q{(char)('a' + (person % 26))}{(char)('a' + (person / 26))}rensby";
        string born = $"19{60 + (person % 30)}-0{1 + (person % 9)}-1{person % 10}";
        string mail = $"heron{person}@example.org";
        yield return $$"""{"no":"R-{{person:000}}-0","given":"Margaret","family":"{{family}}","born":"{{born}}","mail":"{{mail}}"}""";
        yield return $$"""{"no":"R-{{person:000}}-1","given":"Margaret","family":"{{family}}","born":"{{born}}"}""";
        yield return $$"""{"no":"R-{{person:000}}-2","given":"{{(person % 2 == 0 ? "Margaret" : "Siobhan")}}","family":"{{family}}","mail":"{{mail}}"}""";
    }

    private static async Task DepositAsync(ServerProcess server, string message)
    {
        using HttpClient client = new();
        using HttpRequestMessage request = Request(server, "/v1/systems/alpha/messages/person", HttpEstate.Key("alpha"), message);
        using HttpResponseMessage response = await client.SendAsync(request, Token);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Token));
    }

    /// <summary>Waits until so many records are linked, of more that are on their way.</summary>
    private static async Task LinkedAsync(ServerProcess server, int count)
    {
        using HttpClient client = new();
        using CancellationTokenSource patience = new(Patience);
        while (int.Parse(Linked().Match(await client.GetStringAsync(new Uri(server.Address + "/metrics"), patience.Token)).Groups[1].Value, CultureInfo.InvariantCulture) < count)
        {
            await Task.Delay(5, patience.Token);
        }
    }

    [GeneratedRegex("^parley_identity_records ([0-9]+)$", RegexOptions.Multiline)]
    private static partial Regex Linked();

    /// <summary>The identity of every record by its reference, once all are there and linked.</summary>
    private static async Task<SortedDictionary<string, string>> IdentitiesAsync(ServerProcess server)
    {
        using HttpClient client = new();
        using CancellationTokenSource patience = new(Patience);
        SortedDictionary<string, string> identities = new(StringComparer.Ordinal);
        for (int person = 0; person < People; person++)
        {
            string reference = $"R-{person:000}-*";
            JsonElement[] results = [];
            while (results.Length < 3)
            {
                using HttpRequestMessage request = Request(server, "/v1/search", OperatorKey, $$"""{"identifier":"{{reference}}","identities":true}""");
                using HttpResponseMessage response = await client.SendAsync(request, patience.Token);
                JsonElement answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(patience.Token)).RootElement;
                results = response.IsSuccessStatusCode && await IsLinkedAsync(client, server, answer, patience.Token) ? [.. answer.GetProperty("results").EnumerateArray()] : [];
                await Task.Delay(results.Length < 3 ? 20 : 0, patience.Token);
            }

            foreach (JsonElement result in results)
            {
                identities[result.GetProperty("attributes").GetProperty("reference").GetString()!] = result.TryGetProperty("identity", out JsonElement identity) ? identity.GetString()! : "joined with no other";
            }
        }

        return identities;
    }

    private static async Task<bool> IsLinkedAsync(HttpClient client, ServerProcess server, JsonElement answer, CancellationToken cancellationToken)
    {
        if (!answer.GetProperty("complete").GetBoolean() || answer.GetProperty("results").GetArrayLength() == 0)
        {
            return false;
        }

        string record = answer.GetProperty("results")[0].GetProperty("id").GetString()!;
        using HttpRequestMessage request = new(HttpMethod.Get, $"{server.Address}/v1/identities/{record}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", OperatorKey);
        using HttpResponseMessage response = await client.SendAsync(request, cancellationToken);
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken)).RootElement.GetProperty("complete").GetBoolean();
    }

    private static HttpRequestMessage Request(ServerProcess server, string path, string key, string body)
    {
        HttpRequestMessage request = new(HttpMethod.Post, server.Address + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return request;
    }
}
