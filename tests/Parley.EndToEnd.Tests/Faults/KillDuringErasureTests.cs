using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Faults;

/// <summary>The server is ended by SIGKILL while it erases: what was begun is ended after the next start, and nothing else is gone.</summary>
public sealed class KillDuringErasureTests
{
    private const int Messages = 60;
    private const int Kills = 4;
    private const string OperatorKey = "operator-key-for-this-test-only";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Kill_WhileErasing_WhatWasBegunIsEnded_AndTheRestStays()
    {
        using TemporaryFolder folder = HttpEstate.Create(gammaTakes: false).With(
            "parley.yaml",
            "installation: Small\norganisation: wexshire-police\ndictionary: \"2026.1\"\nstorage: { sqlite: .parley/store.db }\noperator-keys: [ { id: op, secret: env:OPERATOR_KEY } ]\n");
        await using Recipient beta = await new Recipient().StartAsync();
        Dictionary<string, string> environment = HttpEstate.Environment(beta: beta.Address);
        environment["OPERATOR_KEY"] = OperatorKey;
        ServerProcess server = await ServerProcess.StartAsync(folder.Path, environment);
        try
        {
            List<string> exchanges = [];
            for (int i = 0; i < Messages; i++)
            {
                exchanges.Add(await DepositAsync(server, i));
            }

            await beta.HasAsync(Messages, Patience);
            HashSet<string> asked = [];
            int unanswered = 0;
            for (int kill = 0; kill < Kills; kill++)
            {
                // Many at once, and the end in the middle of them: how far each has come is left to chance.
                string[] batch = [.. exchanges.Where(x => !asked.Contains(x)).Take(10)];
                asked.UnionWith(batch);
                Task<bool>[] erasing = [.. batch.Select(x => TryEraseAsync(server, x))];
                await Task.WhenAny(erasing);
                await server.KillAsync();
                unanswered += (await Task.WhenAll(erasing)).Count(answered => !answered);
                await server.DisposeAsync();
                server = await ServerProcess.StartAsync(folder.Path, environment);
            }

            int erased = 0;
            foreach (string exchange in exchanges)
            {
                JsonElement view = await SettledAsync(server, exchange);
                bool gone = view.GetProperty("status").GetString() == "erased";
                erased += gone ? 1 : 0;
                Assert.True(gone || view.GetProperty("receipt").TryGetProperty("body", out _), $"{exchange} is neither erased nor whole.");
                Assert.Equal(gone, !view.TryGetProperty("reference", out _));
                Assert.True(asked.Contains(exchange) || !gone, $"{exchange} was erased though nobody asked.");
            }

            TestContext.Current.TestOutputHelper?.WriteLine($"{erased} of {asked.Count} asked for were begun, {unanswered} of them without an answer before the kill, and all of those ended");
            Assert.True(unanswered > 0 && erased >= Kills, "Nothing was erased: the test proves nothing.");
            Assert.Equal(0, await server.StopAsync());
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static HttpRequestMessage Request(ServerProcess server, HttpMethod method, string path, string key, string? body)
    {
        HttpRequestMessage request = new(method, server.Address + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return request;
    }

    private static async Task<string> DepositAsync(ServerProcess server, int number)
    {
        using HttpClient client = new();
        using HttpRequestMessage request = Request(
            server, HttpMethod.Post, "/v1/systems/alpha/messages/incident", HttpEstate.Key("alpha"), HttpEstate.Incident($"R-{number:000}", "text"));
        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return (await ReadAsync(response)).GetProperty("exchange").GetString()!;
    }

    private static async Task<bool> TryEraseAsync(ServerProcess server, string exchange)
    {
        using HttpClient client = new();
        using HttpRequestMessage request = Request(server, HttpMethod.Post, $"/v1/exchanges/{exchange}/erase", OperatorKey, """{"reason":"test"}""");
        try
        {
            using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>The exchange, once no act on it is under way.</summary>
    private static async Task<JsonElement> SettledAsync(ServerProcess server, string exchange)
    {
        using HttpClient client = new();
        using CancellationTokenSource patience = new(Patience);
        while (true)
        {
            using HttpRequestMessage request = Request(server, HttpMethod.Get, $"/v1/exchanges/{exchange}", OperatorKey, null);
            using HttpResponseMessage response = await client.SendAsync(request, patience.Token);
            JsonElement view = await ReadAsync(response);
            if (view.GetProperty("acts").EnumerateArray().All(a => a.TryGetProperty("done", out _)))
            {
                return view;
            }

            await Task.Delay(10, patience.Token);
        }
    }

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
}
