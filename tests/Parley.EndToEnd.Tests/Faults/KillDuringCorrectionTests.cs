using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Faults;

/// <summary>The server is ended by SIGKILL while people correct and send on: what was acknowledged is there after the next start, and nothing went twice.</summary>
public sealed class KillDuringCorrectionTests
{
    private const int Messages = 24;
    private const int Kills = 3;
    private const string OperatorKey = "operator-key-for-this-test-only";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Kill_WhileCorrecting_WhatWasAcknowledgedSurvives_AndIsSentOnce()
    {
        using TemporaryFolder folder = HttpEstate.Create(gammaTakes: false, onIssue: "hold").With(
            "parley.yaml",
            "installation: Small\norganisation: wexshire-police\ndictionary: \"2026.1\"\nstorage: { sqlite: .parley/store.db }\noperator-keys: [ { id: op, secret: env:OPERATOR_KEY } ]\n");
        await using Recipient beta = await new Recipient().StartAsync();
        Dictionary<string, string> environment = HttpEstate.Environment(beta: beta.Address);
        environment["OPERATOR_KEY"] = OperatorKey;
        ServerProcess server = await ServerProcess.StartAsync(folder.Path, environment);
        try
        {
            for (int i = 0; i < Messages; i++)
            {
                await CallAsync(server, HttpMethod.Post, "/v1/systems/alpha/messages/incident", HttpEstate.Incident($"R-{i:000}", "text").Replace("Z\"", "\"", StringComparison.Ordinal), HttpEstate.Key("alpha"));
            }

            string[] exceptions = await OpenAsync(server);
            Assert.Equal(Messages, exceptions.Length);
            HashSet<string> kept = [], sent = [];
            for (int kill = 0; kill < Kills; kill++)
            {
                string[] batch = [.. exceptions.Skip(kill * (Messages / Kills)).Take(Messages / Kills)];
                Task<(bool, bool)>[] work = [.. batch.Select(e => CorrectAsync(server, e))];
                await Task.WhenAny(work);
                await server.KillAsync();
                foreach ((string exception, (bool isKept, bool isSent)) in batch.Zip(await Task.WhenAll(work)))
                {
                    _ = isKept && kept.Add(exception);
                    _ = isSent && sent.Add(exception);
                }

                await server.DisposeAsync();
                server = await ServerProcess.StartAsync(folder.Path, environment);
            }

            foreach (string exception in kept)
            {
                JsonElement history = (await CallAsync(server, HttpMethod.Get, $"/v1/exceptions/{exception}/history", null, OperatorKey)).Json;
                Assert.Equal(1, history.GetProperty("corrections").GetArrayLength());
            }

            foreach (string exception in exceptions)
            {
                string status = (await CallAsync(server, HttpMethod.Get, $"/v1/exceptions/{exception}", null, OperatorKey)).Json.GetProperty("status").GetString()!;
                Assert.True(status == "corrected" || !sent.Contains(exception), $"{exception} was acknowledged and is {status}.");
                if (status == "open")
                {
                    await CorrectAsync(server, exception);
                }
            }

            Assert.Empty(await OpenAsync(server));
            await beta.HasAsync(Messages, Patience);
            Assert.True(sent.Count is > 0 and < Messages, $"{sent.Count} of {Messages} were acknowledged before a kill: the test proves nothing.");
            Assert.Equal(0, await server.StopAsync());
        }
        finally
        {
            await server.DisposeAsync();
        }
    }

    private static async Task<(bool Kept, bool Sent)> CorrectAsync(ServerProcess server, string exception)
    {
        bool kept = false;
        try
        {
            (int status, JsonElement fields) = await CallAsync(server, HttpMethod.Get, $"/v1/exceptions/{exception}/fields", null, OperatorKey);
            if (status == 200 && fields.GetProperty("fields").GetArrayLength() > 0)
            {
                string field = fields.GetProperty("fields")[0].GetProperty("field").GetString()!;
                string body = JsonSerializer.Serialize(new { values = new Dictionary<string, string> { [field] = "2026-03-01T10:00:00Z" }, reason = "r" });
                kept = (await CallAsync(server, HttpMethod.Post, $"/v1/exceptions/{exception}/fields", body, OperatorKey)).Status == 200;
            }

            return (kept, (await CallAsync(server, HttpMethod.Post, $"/v1/exceptions/{exception}/resubmit", "", OperatorKey)).Status == 202);
        }
        catch (HttpRequestException)
        {
            return (kept, false);
        }
    }

    private static async Task<string[]> OpenAsync(ServerProcess server) =>
        [.. (await CallAsync(server, HttpMethod.Get, "/v1/exceptions?limit=500", null, OperatorKey)).Json.GetProperty("exceptions").EnumerateArray().Select(e => e.GetProperty("id").GetString()!)];

    private static async Task<(int Status, JsonElement Json)> CallAsync(ServerProcess server, HttpMethod method, string path, string? body, string key)
    {
        using HttpClient client = new();
        using HttpRequestMessage request = new(method, server.Address + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
    }
}
