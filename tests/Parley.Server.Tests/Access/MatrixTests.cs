using System.Text;
using System.Text.Json;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Access;

/// <summary>
/// Every endpoint of the API's description, called by every kind of caller in every role of every organisation, against a table that people have reviewed
/// (<c>matrix.txt</c>). An endpoint that the table does not have fails. PARLEY_UPDATE_MATRIX=1 writes the table anew; what it then says must be read.
/// </summary>
public sealed class MatrixTests
{
    private const string PeopleAudience = "urn:parley:people";
    private const string SystemsAudience = "urn:parley:systems";

    private const int SlowCallers = 3;

    /// <summary>Endpoints open to all whose own allowance is smaller than the number of callers here.</summary>
    private static readonly string[] s_slow = ["/v1/ledger/witness/add-checkpoint"];

    /// <summary>What every caller who is known may read: it says nothing of anybody.</summary>
    private static readonly string[] s_forAllKnown = ["/account", "/v1/ledger/key", "/v1/ledger/checkpoint"];

    [Fact]
    public async Task EveryEndpoint_AnswersEveryCaller_AsTheTableSays()
    {
        await using TestIssuer issuer = await TestIssuer.StartAsync();
        Estate estate = MakeEstate(issuer);
        await using TestServer server = await TestServer.StartAsync(estate);
        Dictionary<string, string> places = await PlacesAsync(server);
        List<(string Name, Action<HttpRequestMessage> Identify)> callers = await CallersAsync(server, issuer);

        StringBuilder found = new();
        foreach ((string method, string path) in await EndpointsAsync(server))
        {
            SortedDictionary<int, List<string>> answers = [];
            foreach ((string name, Action<HttpRequestMessage> identify) in s_slow.Contains(path) ? callers.Take(SlowCallers) : callers)
            {
                int status = await CallAsync(server, method, path, places, identify);
                (answers.TryGetValue(status, out List<string>? names) ? names : answers[status] = []).Add(name);
            }

            found.Append(System.Globalization.CultureInfo.InvariantCulture, $"{method} {path}\n");
            foreach ((int status, List<string> names) in answers)
            {
                found.Append(System.Globalization.CultureInfo.InvariantCulture, $"  {status}: {(names.Count == callers.Count ? "everyone" : string.Join(' ', Shorten(names)))}\n");
            }

            if (path == "/sign-out")
            {
                callers = await CallersAsync(server, issuer);
            }
        }

        string table = Path.Combine(Folder(), "matrix.txt");
        if (Environment.GetEnvironmentVariable("PARLEY_UPDATE_MATRIX") == "1")
        {
            await File.WriteAllTextAsync(table, found.ToString(), TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(table, TestContext.Current.CancellationToken), found.ToString());
    }

    /// <summary>What must hold of the table whatever is added to it, so that a careless update of it fails.</summary>
    [Fact]
    public void Table_LetsNobodyUnknown_NorOfNoOrganisation_Anywhere()
    {
        string[] open = ["/health/", "/openapi/", "/sign-in", "/sign-out", "/metrics", "/v1/ledger/witness/", "/.well-known/"];
        string endpoint = "";
        foreach (string line in File.ReadLines(Path.Combine(Folder(), "matrix.txt")))
        {
            if (!line.StartsWith(' '))
            {
                endpoint = line;
                continue;
            }

            int status = int.Parse(line.AsSpan(2, 3), System.Globalization.CultureInfo.InvariantCulture);
            string[] callers = line[7..].Split(' ');
            bool isOpen = open.Any(o => endpoint.Split(' ')[^1].StartsWith(o, StringComparison.Ordinal));
            if (!isOpen && status is not (401 or 403))
            {
                Assert.DoesNotContain("none", callers);
                Assert.DoesNotContain("everyone", callers);
                Assert.DoesNotContain("key:unknown", callers);
                Assert.DoesNotContain("jwt:unknown-client", callers);
                Assert.True(s_forAllKnown.Any(endpoint.Contains) || status == 404 || !callers.Any(c => c.EndsWith("@none", StringComparison.Ordinal)), $"{endpoint} {line}");
            }

            Assert.False(status >= 500, $"{endpoint} {line}");
        }
    }

    /// <summary>A person by token and by session as one where both get the same answer, and all roles of an organisation as one.</summary>
    private static List<string> Shorten(List<string> names)
    {
        HashSet<string> there = [.. names];
        List<string> people = [.. names.Select(n => n.StartsWith("token:", StringComparison.Ordinal) && there.Contains("cookie" + n[5..]) ? "person" + n[5..]
            : n.StartsWith("cookie:", StringComparison.Ordinal) && there.Contains("token" + n[6..]) ? "" : n).Where(n => n.Length > 0)];
        foreach (string kind in new[] { "person", "token", "cookie" })
        {
            foreach (string organisation in new[] { "own", "other", "none" })
            {
                List<string> same = people.FindAll(n => n.StartsWith(kind + ":", StringComparison.Ordinal) && n.EndsWith("@" + organisation, StringComparison.Ordinal));
                if (same.Count == AccessDefinition.BuiltInRoles.Count + 1)
                {
                    people[people.IndexOf(same[0])] = $"{kind}:*@{organisation}";
                    people.RemoveAll(same.Contains);
                }
            }
        }

        return people;
    }

    private static Estate MakeEstate(TestIssuer issuer)
    {
        Estate estate = new Estate().System("beacon", IssuePolicy.Hold).System("records").OwnedBy("records", "northmoor");
        estate.Media = new MediaDefinition { Folder = "media" };
        estate.Access = new AccessDefinition
        {
            Rates = new RateRules { Anonymous = new Rate(10_000, 10_000), Person = new Rate(10_000, 10_000) },
            Provider = new IdentityProviderDefinition { Issuer = issuer.Issuer, ClientId = "parley", Audience = PeopleAudience },
            Issuers =
            [
                new TokenIssuerDefinition
                {
                    Issuer = issuer.Issuer,
                    Audience = SystemsAudience,
                    Systems = new Dictionary<string, string> { ["beacon-client"] = "beacon", ["records-client"] = "records" },
                },
            ],
        };
        return estate;
    }

    /// <summary>An exchange and an exception of beacon, which is wexshire's. The exception has been dealt with, so that who may act on it changes nothing (409).</summary>
    private static async Task<Dictionary<string, string>> PlacesAsync(TestServer server)
    {
        TestServer.Answer deposit = await server.DepositAsync("beacon", """{"ref":"A","bad":1}""");
        Assert.True(deposit.Status == 202, deposit.Text);
        string exchange = deposit.Exchange;
        JsonElement list = await server.UntilAsync("/v1/exceptions", l => l.GetProperty("exceptions").GetArrayLength() == 1);
        string exception = list.GetProperty("exceptions")[0].GetProperty("id").GetString()!;
        Assert.Equal(200, (await server.PostAsync($"/v1/exceptions/{exception}/discard", """{"reason":"for the table"}""")).Status);
        return new Dictionary<string, string>
        {
            ["/v1/exchanges/{id}"] = exchange,
            ["/v1/exceptions/{id}"] = exception,
            ["{system}"] = "beacon",
            ["{type}"] = "incident",
        };
    }

    private static async Task<List<(string Method, string Path)>> EndpointsAsync(TestServer server)
    {
        JsonElement paths = (await server.GetAsync("/openapi/v1.json", null)).Json.GetProperty("paths");
        return [.. paths.EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(m => (m.Name.ToUpperInvariant(), p.Name)))];
    }

    /// <summary>An address with its places filled in: with what exists and is wexshire's where we know it, otherwise with what does not exist.</summary>
    private static string Fill(string path, Dictionary<string, string> places)
    {
        foreach ((string place, string value) in places)
        {
            int brace = place.IndexOf('{', StringComparison.Ordinal);
            path = path.Replace(place, place[..brace] + value, StringComparison.Ordinal);
        }

        return System.Text.RegularExpressions.Regex.Replace(path, @"\{\w+\}", "nothing-of-this-name");
    }

    private static async Task<int> CallAsync(TestServer server, string method, string path, Dictionary<string, string> places, Action<HttpRequestMessage> identify)
    {
        TestServer.Answer answer = await server.CallAsync(new HttpMethod(method), Fill(path, places), request =>
        {
            identify(request);
            request.Headers.Add("Parley-Reason", "for the table");
            request.Headers.Add("Origin", server.Address.GetLeftPart(UriPartial.Authority));
            if (method is not ("GET" or "HEAD" or "DELETE"))
            {
                request.Content = new StringContent("{}", Encoding.UTF8, "application/json");
            }
        });
        return answer.Status;
    }

    private static async Task<List<(string Name, Action<HttpRequestMessage> Identify)>> CallersAsync(TestServer server, TestIssuer issuer)
    {
        List<(string, Action<HttpRequestMessage>)> callers =
        [
            ("none", _ => { }),
            ("key:unknown", Bearer("nonsense")),
            ("key:operator", Bearer(Estate.OperatorKey)),
            ("key:system@own", Bearer(Estate.KeyOf("beacon"))),
            ("key:system@other", Bearer(Estate.KeyOf("records"))),
            ("jwt:system@own", Bearer(issuer.Token(issuer.Claims(SystemsAudience, "beacon-client")))),
            ("jwt:system@other", Bearer(issuer.Token(issuer.Claims(SystemsAudience, "records-client")))),
            ("jwt:unknown-client", Bearer(issuer.Token(issuer.Claims(SystemsAudience, "nobody")))),
        ];
        foreach ((string kind, string? organisation) in new[] { ("own", "wexshire"), ("other", "northmoor"), ("none", null) })
        {
            foreach (string role in AccessDefinition.BuiltInRoles.Keys.Order(StringComparer.Ordinal).Append("no-role"))
            {
                callers.Add(($"token:{role}@{kind}", Bearer(PersonToken(issuer, organisation, role))));
                callers.Add(($"cookie:{role}@{kind}", await CookieAsync(server, issuer.Issuer, organisation, role)));
            }
        }

        return callers;
    }

    private static Action<HttpRequestMessage> Bearer(string token) => r => r.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);

    private static string PersonToken(TestIssuer issuer, string? organisation, string role)
    {
        Dictionary<string, object> claims = issuer.Claims(PeopleAudience, $"{role}-of-{organisation ?? "nowhere"}");
        claims["roles"] = new[] { role };
        if (organisation is not null)
        {
            claims["organisation"] = organisation;
        }

        return issuer.Token(claims);
    }

    /// <summary>A session as a sign-in at the provider begins one; <c>ProviderTests</c> sign in for real.</summary>
    private static async Task<Action<HttpRequestMessage>> CookieAsync(TestServer server, string issuer, string? organisation, string role)
    {
        PersonIdentity identity = new($"{role}-in-{organisation ?? "nowhere"}", role, organisation, role == "no-role" ? [] : [role]);
        string secret = await server.Part<Sessions>().BeginAsync(identity, issuer, null, null, TestContext.Current.CancellationToken);
        return r =>
        {
            r.Headers.Add("Cookie", $"parley={secret}");
            r.Headers.Add(Csrf.Header, Csrf.TokenOf(secret));
        };
    }

    private static string Folder()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Parley.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.FullName, "tests", "Parley.Server.Tests", "Access");
    }
}
