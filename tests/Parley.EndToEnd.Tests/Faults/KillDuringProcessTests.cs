using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Npgsql;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Faults;

/// <summary>The server is ended by SIGKILL again and again while processes run: each ends right, and each effect arrives once under its key.</summary>
public sealed class KillDuringProcessTests
{
    private const int AtOnce = 16;
    private const int Seed = 20261122;
    private const string OperatorKey = "operator-key-for-this-test-only";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private const string Arrest = """
        document: { dsl: '1.0.0', namespace: test, name: arrest, version: '1.0.0' }
        use:
          functions:
            withdraw:
              call: http
              with: { method: post, endpoint: '${ $runtime.metadata.calls.estate + "/withdraw" }', body: { withdraw: '${ .input.case }' } }
        do:
          - submit:
              call: http
              with: { method: post, endpoint: '${ $runtime.metadata.calls.estate + "/submit" }', body: { submit: '${ .case }' } }
              output: { as: '$input' }
              metadata: { undo: withdraw }
          - pause: { wait: { milliseconds: 200 } }
          - decision:
              listen: { to: { one: { with: { type: example.cps.decided }, correlate: { case: { from: .data.case, expect: '${ .case }' } } } } }
              output: { as: '.[0]' }
          - byOutcome:
              switch:
                - returned: { when: .outcome == "returned", then: sendBack }
                - charged: { then: tell }
          - sendBack:
              raise: { error: { type: 'https://example.org/returned', status: 409, title: The file came back } }
          - tell:
              fork:
                branches:
                  - records:
                      call: http
                      with: { method: post, endpoint: '${ $runtime.metadata.calls.estate + "/records" }', body: { records: '${ .case }' } }
                  - victim:
                      run: { workflow: { namespace: test, name: victim, version: latest, input: { case: '${ .case }' } } }
        """;

    private const string Victim = """
        document: { dsl: '1.0.0', namespace: test, name: victim, version: '1.0.0' }
        do:
          - tell:
              call: http
              with: { method: post, endpoint: '${ $runtime.metadata.calls.estate + "/victim" }', body: { victim: '${ .case }' } }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kill_FiftyTimesOverAThousandInstancesOnSqlite_EachEndsRight_AndEachEffectIsOnce() =>
        await KillAsync("{ sqlite: .parley/store.db }", [], kills: 50, instances: 1000);

    [Fact]
    public async Task Kill_FiveTimesOverTwoHundredInstancesOnPostgres_EachEndsRight_AndEachEffectIsOnce()
    {
        string? server = Environment.GetEnvironmentVariable("PARLEY_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(server), "PARLEY_TEST_POSTGRES is not set.");
        string name = $"parley_killp_{Environment.ProcessId}";
        string store = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 10 }.ToString();
        await OrderAsync(server, $"CREATE DATABASE {name}");
        try
        {
            await KillAsync("{ postgres: env:PARLEY_STORE }", new() { ["PARLEY_STORE"] = store }, kills: 5, instances: 200);
        }
        finally
        {
            await OrderAsync(server, $"DROP DATABASE {name} WITH (FORCE)");
        }
    }

    private static async Task KillAsync(string storage, Dictionary<string, string> environment, int kills, int instances)
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With("parley.yaml", $$$"""
                installation: Small
                organisation: wexshire-police
                dictionary: "2026.1"
                storage: {{{storage}}}
                operator-keys: [ { id: op, secret: env:OPERATOR_KEY } ]
                processes: { calls: { estate: "${ESTATE_URL}" } }

                """)
            .With("organisations/wexshire-police.yaml", "organisation: wexshire-police\nname: Wexshire Police\nkind: force\n")
            .With("processes/arrest.yaml", Arrest)
            .With("processes/victim.yaml", Victim);
        await using Recipient estate = await new Recipient().StartAsync();
        environment["ESTATE_URL"] = estate.Address;
        environment["OPERATOR_KEY"] = OperatorKey;
        Random random = new(Seed);
        int repeated = 0;
        Run run = new(kills) { Server = await ServerProcess.StartAsync(folder.Path, environment) };
        try
        {
            using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(Token);
            Task driving = Task.WhenAll(Enumerable.Range(0, AtOnce).Select(n => DriveAsync(run, n, instances, end.Token)));
            for (int kill = 0; kill < kills; kill++)
            {
                // The moment is left to chance: that is the fault.
                await Task.Delay(random.Next(50, 600), Token);
                await run.Server.KillAsync();
                await run.Server.DisposeAsync();
                run.Server = await ServerProcess.StartAsync(folder.Path, environment);
                repeated = estate.Requests - estate.Taken.Count;
                run.Killed[kill].SetResult();
            }

            await driving.WaitAsync(Patience, Token);
            await EndedAsync(run, instances);
            Assert.Equal(0, await run.Server.StopAsync());
        }
        finally
        {
            await run.Server.DisposeAsync();
        }

        int returned = Enumerable.Range(0, instances).Count(IsReturned);
        string[] bodies = [.. estate.Taken.Select(t => t.Body)];
        TestContext.Current.TestOutputHelper?.WriteLine($"{instances} instances, {kills} kills, {bodies.Length} effects, {repeated} repeated under their keys");
        Assert.Empty(estate.Faults);
        Assert.Equal(bodies.Length, bodies.Distinct().Count());
        Assert.Equal(
            (instances, instances - returned, instances - returned, returned),
            (Count("submit"), Count("records"), Count("victim"), Count("withdraw")));

        int Count(string what) => bodies.Count(b => b.StartsWith($"{{\"{what}\"", StringComparison.Ordinal));
    }

    private static bool IsReturned(int number) => number % 10 == 3;

    // Starts instances and sends decisions, each until it is answered; some decisions come before the instance that waits for them.
    private static async Task DriveAsync(Run run, int first, int instances, CancellationToken cancellationToken)
    {
        for (int i = first; i < instances; i += AtOnce)
        {
            // Spread over the kills: as many are started before the first as between any two of them.
            int before = i * run.Killed.Length / instances;
            await (before == 0 ? Task.CompletedTask : run.Killed[before - 1].Task.WaitAsync(cancellationToken));
            string start = $$"""{"case":"C-{{i}}"}""";
            string decision = $$$"""
                {"specversion":"1.0","id":"{{{i}}}","source":"/cps","type":"example.cps.decided","data":{"case":"C-{{{i}}}","outcome":"{{{(IsReturned(i) ? "returned" : "charged")}}}"}}
                """;
            if (i % 3 == 0)
            {
                await InsistAsync(run, "/v1/processes/events", decision, null, cancellationToken);
            }

            await InsistAsync(run, "/v1/processes/arrest/instances", start, $"start-{i}", cancellationToken);
            if (i % 3 != 0)
            {
                await InsistAsync(run, "/v1/processes/events", decision, null, cancellationToken);
            }
        }
    }

    private static async Task InsistAsync(Run run, string path, string body, string? key, CancellationToken cancellationToken)
    {
        using HttpClient client = new();
        while (true)
        {
            try
            {
                using HttpRequestMessage request = Request(HttpMethod.Post, run.Server.Address + path, body);
                if (key is not null)
                {
                    request.Headers.Add("Idempotency-Key", key);
                }

                using HttpResponseMessage response = await client.SendAsync(request, cancellationToken);
                if (response.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (Exception failure) when (failure is HttpRequestException or InvalidOperationException or UriFormatException)
            {
                // Killed meanwhile: once more.
            }

            await Task.Delay(20, cancellationToken);
        }
    }

    private static async Task EndedAsync(Run run, int instances)
    {
        using CancellationTokenSource patience = new(Patience);
        Dictionary<string, int> found;
        do
        {
            await Task.Delay(50, patience.Token);
            found = await CountAsync(run, patience.Token);
        }
        while (found.Keys.Any(k => k is not ("completed" or "faulted")));
        int returned = Enumerable.Range(0, instances).Count(IsReturned);
        Assert.Equal((returned, instances - returned), (found.GetValueOrDefault("faulted"), found.GetValueOrDefault("completed")));
    }

    private static async Task<Dictionary<string, int>> CountAsync(Run run, CancellationToken cancellationToken)
    {
        using HttpClient client = new();
        Dictionary<string, int> found = [];
        string? next = null;
        do
        {
            using HttpRequestMessage request = Request(HttpMethod.Get, $"{run.Server.Address}/v1/processes/instances?process=arrest&limit=500{(next is null ? "" : "&after=" + next)}", null);
            using HttpResponseMessage response = await client.SendAsync(request, cancellationToken);
            JsonElement page = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken)).RootElement;
            foreach (JsonElement instance in page.GetProperty("instances").EnumerateArray())
            {
                string status = instance.GetProperty("status").GetString()!;
                found[status] = found.GetValueOrDefault(status) + 1;
            }

            next = page.TryGetProperty("next", out JsonElement cursor) ? cursor.GetString() : null;
        }
        while (next is not null);
        return found;
    }

    private static HttpRequestMessage Request(HttpMethod method, string address, string? body)
    {
        HttpRequestMessage request = new(method, address) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", OperatorKey);
        return request;
    }

    private static async Task OrderAsync(string server, string sql)
    {
        await using NpgsqlConnection connection = new(server);
        await connection.OpenAsync(Token);
#pragma warning disable CA2100 // Constants of this test.
        await using NpgsqlCommand command = new(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Token);
    }

    private sealed class Run(int kills)
    {
        public required ServerProcess Server { get; set; }

        /// <summary>Done one after the other, each with its kill when the server is there again.</summary>
        public TaskCompletionSource[] Killed { get; } =
            [.. Enumerable.Range(0, kills).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
    }
}
