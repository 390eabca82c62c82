using System.Text.Json;
using Parley.Server.Identities;
using Parley.Server.Repository;
using Parley.Server.Storage;
using Parley.Server.Tests.Support;
using Xunit;

namespace Parley.Server.Tests.Identities;

/// <summary>Fictional people as several systems have them, and questions about who they are.</summary>
internal static class People
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Two systems of wexshire that send bundles, and eastmoor's that may ask.</summary>
    public static Estate Estate() => new Estate()
        .System("beacon", Engine.Workspace.IssuePolicy.Reject, "incident", "bundle")
        .System("cornerstone", Engine.Workspace.IssuePolicy.Reject, "incident", "bundle")
        .System("control").OwnedBy("control", "eastmoor");

    /// <summary>A bundle of one person, with what else is said of them.</summary>
    public static string Bundle(string reference, string given, string family, string? born = null, string? telephone = null, string more = "", string records = "", string links = "")
    {
        string attributes = string.Join(',', new[]
        {
            $"\"reference\":\"{reference}\"", given.Length > 0 ? $"\"givenNames\":[\"{given}\"]" : "", family.Length > 0 ? $"\"familyName\":\"{family}\"" : "",
            born is null ? "" : $"\"dateOfBirth\":\"{born}\"", telephone is null ? "" : $"\"telephones\":[\"{telephone}\"]", more,
        }.Where(a => a.Length > 0));
        return $$$"""{"records":[{"id":"p","type":"Person","attributes":{ {{{attributes}}} }}{{{records}}}],"links":[{{{links}}}]}""";
    }

    /// <summary>Sends bundles of a system and has them taken in.</summary>
    public static async Task SendAsync(TestServer server, string system, params string[] bundles)
    {
        foreach (string bundle in bundles)
        {
            TestServer.Answer answer = await server.DepositAsync(system, bundle, type: "bundle");
            Assert.True(answer.Status == 202, answer.Text);
        }

        await FollowAsync(server);
    }

    /// <summary>Waits until what was sent is taken in and linked.</summary>
    public static async Task FollowAsync(TestServer server)
    {
        await server.Part<IdentityKeeper>().Filled.WaitAsync(TimeSpan.FromSeconds(60), Token);
        await server.Part<Projector>().CatchUpAsync(Token);
    }

    /// <summary>The name of a record by its key.</summary>
    public static long Name(TestServer server, string system, string key, string type = "Person") =>
        server.Part<Store>().Keys.Blind($"record\0{system}\0{type}\0{key}") & long.MaxValue;

    /// <summary>Asks as a system, for investigation, or as the operator.</summary>
    public static Task<TestServer.Answer> AskAsync(TestServer server, string path, string? system = null, string? accept = null) => server.CallAsync(HttpMethod.Get, path, request =>
    {
        request.Headers.Authorization = new("Bearer", system is null ? Support.Estate.OperatorKey : Support.Estate.KeyOf(system));
        if (system is not null)
        {
            request.Headers.Add("Parley-Purpose", "investigation");
        }

        if (accept is not null)
        {
            request.Headers.Add("Accept", accept);
        }
    });

    /// <summary>The single view of a person.</summary>
    public static async Task<JsonElement> ViewAsync(TestServer server, string owner, string key, string? asker = null, string type = "Person")
    {
        TestServer.Answer answer = await AskAsync(server, $"/v1/identities/{PublicId.Identity(Name(server, owner, key, type))}", asker);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json;
    }

    /// <summary>The records of a view, in order.</summary>
    public static string[] RecordsOf(JsonElement view) => [.. view.GetProperty("records").EnumerateArray().Select(r => r.GetProperty("record").GetString()!)];

    /// <summary>How the whole repository divides some records, in a form that does not depend on their order.</summary>
    public static string Partition(TestServer server, IEnumerable<long> records) => string.Join(
        " | ", records.Select(r => string.Join(' ', server.Part<IdentityIndex>().WholeCluster(r))).Distinct().Order(StringComparer.Ordinal));
}
