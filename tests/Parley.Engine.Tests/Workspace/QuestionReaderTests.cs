using Parley.Engine.Issues;
using Parley.Engine.Retrieval;
using Parley.Engine.Search;
using Parley.Engine.Tests.Workspace.Support;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Workspace;

/// <summary><c>answers</c> of system.yaml: what is read, and each fault at its place.</summary>
public sealed class QuestionReaderTests
{
    private const string Full = """
        answers:
          - question: incidents-of-person
            message: answer
            types: [Incident, Person]
            by: [familyName]
            with: [dateOfBirth, crimeReference]
            demands: [purpose, reason]
            request:
              url: "${CORNERSTONE:-http://127.0.0.1:7402}/enquiries/{familyName}"
              method: POST
              query: { crime: "{crimeReference}" }
              headers: { X-Purpose: "{purpose}", X-Reason: "{reason}" }
              json: { person: { born: "{dateOfBirth:dd/MM/yyyy}" }, most: 10, exact: false, kinds: [a, "1"] }
              auth: { api-key: { header: X-Api-Key, key: env:CORNERSTONE_KEY } }
            items: result.rows
            nothing: [404]
            deadline: 1500ms
            timeout: 10s
            most: 256KiB
            budget: { per-second: 5, burst: 7, at-once: 3 }
            breaker: { failures: 3, open: 5s }
            keep: true
        """;

    private readonly TestWorkspace _workspace = new();

    [Fact]
    public void Full_CarriesEveryKey()
    {
        LoadedWorkspace loaded = _workspace.With("systems/cornerstone/system.yaml", TestWorkspace.Cornerstone(Full)).Read(_ => null)!;

        Assert.Empty(_workspace.Issues.Issues);
        QuestionDefinition question = Assert.Single(loaded.Systems["cornerstone"].Answers);
        Assert.Equal(("incidents-of-person", "answer", "result.rows"), (question.Name, question.MessageType, question.Items));
        Assert.Equal(["Incident", "Person"], question.Types);
        Assert.True(question is { DemandsPurpose: true, DemandsReason: true, Keep: true, MostBytes: 256 << 10, AtOnce: 3 });
        Assert.Equal((TimeSpan.FromMilliseconds(1500), TimeSpan.FromSeconds(10), new Rate(5, 7)), (question.Deadline, question.Timeout, question.Rate));
        Assert.Equal(new BreakerDefinition { Failures = 3, Open = TimeSpan.FromSeconds(5) }, question.Breaker);
        Assert.Equal(404, Assert.Single(question.NothingStatuses));
        Assert.IsType<ApiKeyAuth>(question.Auth);
        QuestionRequest request = question.Request.Fill(QuestionValues.Of(
            new SearchQuery { FamilyName = "O'Dowd", DateOfBirth = "1980-02-11", Attributes = new Dictionary<string, string> { ["crimeReference"] = "12/1" } },
            new Dictionary<string, string?> { ["purpose"] = "investigation", ["reason"] = null }))!;
        Assert.Equal("http://127.0.0.1:7402/enquiries/O%27Dowd?crime=12%2F1", request.Address);
        Assert.Equal("""{"person":{"born":"11/02/1980"},"most":10,"exact":false,"kinds":["a","1"]}""", System.Text.Encoding.UTF8.GetString(request.Body!));
        Assert.Equal([("X-Purpose", "investigation")], request.Headers);
    }

    [Fact]
    public void Defaults_AreSafe()
    {
        LoadedWorkspace loaded = Question("by: [familyName]\n    request: { url: \"http://x.example/a\", query: { n: \"{familyName}\" } }").Read()!;

        Assert.Empty(_workspace.Issues.Issues);
        QuestionDefinition question = Assert.Single(loaded.Systems["cornerstone"].Answers);
        Assert.Equal(("GET", false, 1 << 20, TimeSpan.FromSeconds(2)), (question.Request.Method, question.Keep, question.MostBytes, question.Deadline));
    }

    [Theory]
    [InlineData("request: { url: \"http://x.example/\" }", "ASK001", 8, 5)]
    [InlineData("by: [surname]\n    request: { url: \"http://x.example/\" }", "ASK002", 11, 14)]
    [InlineData("by: [surnam]\n    request: { url: \"http://x.example/{surnam}\" }", "WSP027", 10, 10)]
    [InlineData("by: [surname, surname]\n    request: { url: \"http://x.example/{surname}\" }", "WSP022", 10, 19)]
    [InlineData("by: [surname]\n    request: { url: \"http://x.example/{surname}\", xml: \"<a>\" }", "ASK003", 11, 56)]
    [InlineData("by: [surname]\n    request: { url: \"http://x.example/{surname}\", xml: \"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>\" }", "ASK003", 11, 56)]
    [InlineData("by: [surname]\n    with: [sex]\n    request: { url: \"http://x.example/{surname}/{sex}\" }", "ASK004", 12, 21)]
    [InlineData("by: [surname]\n    request: { url: \"http://x.example/{surname}/{purpose}\" }", "ASK004", 11, 21)]
    [InlineData("by: [surname]\n    demands: [purpose]\n    request: { url: \"http://x.example/{surname}\" }", "ASK005", 11, 14)]
    [InlineData("by: [surname]\n    request: { url: \"http://x.example/{surname}\", query: { a: \"{surname:loud}\" } }", "ASK006", 11, 63)]
    [InlineData("by: [surname]\n    request: { url: \"http://x.example/{surname}\", query: { a: \"{surname\" } }", "ASK006", 11, 63)]
    [InlineData("by: [surname]\n    request: { url: \"http://x.example/{surname}\", query: { a: \"{surnames}\" } }", "WSP031", 11, 63)]
    [InlineData("by: [surname]\n    request: { url: \"http://x.example/{surname}\", json: { a: 1 }, form: { b: c } }", "WSP036", 11, 14)]
    [InlineData("by: [surname]\n    request: { url: \"http://x.example/{surname}\", method: GET, json: { a: 1 } }", "WSP036", 11, 59)]
    [InlineData("by: [surname]\n    request: { url: \"ftp://x.example/{surname}\" }", "WSP011", 11, 21)]
    [InlineData("by: [surname]\n    request: { url: \"http://{surname}.example/\" }", "WSP011", 11, 21)]
    [InlineData("by: [surname]\n    request: { url: \"http://x.example/{surname}\", headers: { Authorization: abc } }", "WSP010", 11, 77)]
    [InlineData("by: [surname]\n    request: { url: \"http://x.example/{surname}\" }\n    deadline: 30s\n    timeout: 5s", "WSP007", 8, 5)]
    [InlineData("by: [surname]\n    request: { url: \"http://x.example/{surname}\" }\n    types: [Persn]", "WSP026", 12, 13)]
    [InlineData("by: [surname]\n    request: { url: \"http://x.example/{surname}\" }\n    dedline: 3s", "WSP006", 12, 5)]
    public void Faults_AreSaidAtTheirPlace(string rest, string code, int line, int column)
    {
        Question(rest).Read();

        Issue issue = Assert.Single(_workspace.Issues.Issues);
        Assert.Equal((code, "systems/cornerstone/system.yaml", line, column), (issue.Code.Code, issue.Position.File, issue.Position.Line, issue.Position.Column));
    }

    [Fact]
    public void MessageThatCannotBeRead_AndNamesTwice_AreFaults()
    {
        _workspace.With("systems/cornerstone/answer.yaml", "cornerstone-answer Incident write");
        _workspace.With("systems/cornerstone/system.yaml", TestWorkspace.Cornerstone(
            """
            answers:
              - { question: one, message: answer, by: [surname], request: { url: "http://x.example/{surname}" } }
              - { question: one, message: crime, by: [surname], request: { url: "http://x.example/{surname}" } }
            """)).Read();

        Assert.Contains(_workspace.Issues.Issues, i => i.Code.Code == "WSP022");
        Assert.Contains(_workspace.Issues.Issues, i => i.Code.Code == "WSP030" && i.Position.Line == 8);
    }

    private TestWorkspace Question(string rest) => _workspace.With(
        "systems/cornerstone/system.yaml", TestWorkspace.Cornerstone($"answers:\n  - question: one\n    message: answer\n    {rest}\n"));
}
