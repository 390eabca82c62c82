using System.Text.Json.Nodes;
using Xunit;

namespace Parley.EndToEnd.Tests.Support;

/// <summary>What the server answered.</summary>
internal sealed record Answer(int Status, string MediaType, TimeSpan? RetryAfter, bool IsRepeat, string Body)
{
    public JsonNode Json => JsonNode.Parse(Body)!;

    public string Exchange => (string)Json["exchange"]!;

    /// <summary>Fails unless it is a refusal that says everything: a stable code, place, cause and remedy, of itself and of each finding.</summary>
    public void IsProblem(int status, string code)
    {
        Assert.True(Status == status, $"{Status} instead of {status}: {Body}");
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal(code, (string?)Json["code"]);
        foreach (string name in new[] { "type", "title", "detail", "place", "cause", "remedy" })
        {
            Assert.False(string.IsNullOrWhiteSpace((string?)Json[name]), $"'{name}' is missing: {Body}");
        }

        foreach (JsonNode? issue in Json["issues"]?.AsArray() ?? [])
        {
            Assert.Matches("^[A-Z]{2,3}[0-9]{3}$", (string?)issue!["code"]);
            Assert.False(string.IsNullOrWhiteSpace((string?)issue["message"]), Body);
            Assert.False(string.IsNullOrWhiteSpace((string?)issue["remedy"]), Body);
            Assert.True(issue["line"] is not null || issue["path"] is not null, $"no place: {Body}");
        }
    }
}
