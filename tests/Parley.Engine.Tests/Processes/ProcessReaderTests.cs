using Parley.Engine.Issues;
using Parley.Engine.Processes;
using Parley.Engine.Tests.Support;
using Xunit;

namespace Parley.Engine.Tests.Processes;

/// <summary>What is not supported or not sound is said when a definition is read, with its place.</summary>
public class ProcessReaderTests
{
    private const string Head = "document: { dsl: '1.0.0', namespace: test, name: sample, version: '1.0.0' }\n";

    [Theory]
    [InlineData("do:\n  - a: { run: { shell: { command: ls } } }", "PRC002", 3, 24, "shell")]
    [InlineData("do:\n  - a: { run: { script: { language: js, code: x } } }", "PRC002", 3, 25, "script")]
    [InlineData("do:\n  - a: { run: { container: { image: x } } }", "PRC002", 3, 28, "container")]
    [InlineData("do:\n  - a: { call: grpc, with: {} }", "PRC002", 3, 16, "grpc")]
    [InlineData("do:\n  - a: { call: asyncapi, with: {} }", "PRC002", 3, 16, "asyncapi")]
    [InlineData("do:\n  - a: { call: 'log:1.0.0@global' }", "PRC002", 3, 16, "no catalogue")]
    [InlineData("use: { extensions: [] }\ndo:\n  - a: { set: { a: 1 } }", "PRC002", 2, 20, "extensions")]
    [InlineData("use: { catalogs: { a: { endpoint: 'https://x.example' } } }\ndo:\n  - a: { set: { a: 1 } }", "PRC002", 2, 18, "catalogues")]
    [InlineData("schedule: { on: { all: [ { with: { type: a }, correlate: { case: { from: .data.case } } }, { with: { type: b } } ] } }\ndo:\n  - a: { set: { a: 1 } }", "PRC015", 2, 17, "the same names")]
    [InlineData("evaluate: { language: javascript }\ndo:\n  - a: { set: { a: 1 } }", "PRC002", 2, 23, "javascript")]
    [InlineData("do:\n  - a: { set: { a: 1 }, wait: PT1S }", "PRC003", 3, 5, "set and wait")]
    [InlineData("do:\n  - a: { ste: { a: 1 } }", "PRC003", 3, 5, "did you mean 'set'")]
    [InlineData("do:\n  - a: { set: { a: 1 }, then: c }\n  - b: { set: { a: 1 } }", "PRC004", 3, 31, "no task 'c'")]
    [InlineData("do:\n  - a: { fork: { branches: [ { x: { set: { a: 1 }, then: y } }, { y: { set: { a: 1 } } } ] } }", "PRC004", 3, 58, "no task 'y'")]
    [InlineData("do:\n  - a: { set: { a: '${ .a + }' } }", "PRC005", 3, 20, "expression")]
    [InlineData("do:\n  - a: { set: { a: '${ .a' } }", "PRC005", 3, 20, "not closed")]
    [InlineData("do:\n  - a: { if: $output.x, set: { a: 1 } }", "PRC005", 3, 14, "output")]
    [InlineData("do:\n  - a: { set: { a: '${ now }' } }", "PRC005", 3, 20, "now")]
    [InlineData("do:\n  - a: { raise: { error: missing } }", "PRC006", 3, 26, "missing")]
    [InlineData("do:\n  - a: { call: nothing }", "PRC006", 3, 16, "nothing")]
    [InlineData("do:\n  - a: { set: { a: '${ $secrets.word }' } }", "PRC006", 3, 20, "word")]
    [InlineData("do:\n  - a: { timeout: soon, set: { a: 1 } }", "PRC006", 3, 19, "soon")]
    [InlineData("do:\n  - a: { set: { a: 1 }, metadata: { undo: gone } }", "PRC006", 3, 43, "gone")]
    [InlineData("do:\n  - a: { set: { a: 1 } }\n  - a: { set: { a: 2 } }", "PRC007", 4, 5, "again")]
    [InlineData("do:\n  - a: { wait: 5 minutes }", "PRC008", 3, 16, "no duration")]
    [InlineData("do:\n  - a: { set: { a: 1 }, input: { schema: { document: { tpye: string } } } }", "PRC009", 3, 54, "/tpye")]
    [InlineData("do:\n  - a: { set: { a: 1 }, input: { schema: { document: { $ref: '#/$defs/b' } } } }", "PRC009", 3, 54, "nothing at")]
    [InlineData("use: { functions: { f: { call: g }, g: { call: f } } }\ndo:\n  - a: { call: f }", "PRC011", 2, 24, "call itself")]
    [InlineData("do:\n  - a: { call: 'ask-person:1.0.0@default', with: { group: g } }", "PRC012", 3, 50, "title")]
    [InlineData("do:\n  - a: { call: http, with: { method: get, endpoint: 'https://' } }", "PRC013", 3, 53, "https://")]
    [InlineData("use: { authentications: { x: { basic: { username: u, password: p } } } }\ndo:\n  - a: { set: { a: 1 } }", "PRC014", 2, 64, "password")]
    [InlineData("schedule: { cron: '0 0 * *' }\ndo:\n  - a: { set: { a: 1 } }", "PRC015", 2, 19, "cron")]
    [InlineData("schedule: { every: PT1H, after: PT1H }\ndo:\n  - a: { set: { a: 1 } }", "PRC015", 2, 11, "every and after")]
    [InlineData("do:\n  - a: { set: { a: 1 }, thne: end }", "WSP006", 3, 25, "did you mean 'then'")]
    [InlineData("do:\n  - a: { for: { in: '.x', each: input }, do: [] }", "WSP007", 3, 33, "none of the arguments")]
    public void Read_WhatIsNotSound_IsSaidWithItsPlace(string text, string code, int line, int column, string words)
    {
        IssueSink issues = new();
        ProcessDefinition? definition = ProcessReader.Read("p.yaml", Head + text, issues);

        Issue issue = issues.Issues.First(i => i.Code.Code == code);
        Assert.Contains(words, issue.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(new SourcePosition("p.yaml", line, column), issue.Position);
        Assert.Equal(issue.Severity == Severity.Error, definition is null);
    }

    [Theory]
    [InlineData("document: { dsl: '0.8', namespace: test, name: sample, version: '1.0.0' }", "PRC001")]
    [InlineData("document: { dsl: '1.0.0', namespace: test, name: 'not a name', version: '1.0.0' }", "PRC010")]
    [InlineData("document: { dsl: '1.0.0', namespace: test, name: sample, version: '1' }", "PRC010")]
    [InlineData("document: { dsl: '1.0.0', namespace: test, name: sample }", "PRC016")]
    [InlineData("document: { dsl: '1.0.0', name: sample, version: '1.0.0' }", "WSP005")]
    public void Read_DocumentNotSound_IsSaid(string document, string code)
    {
        IssueSink issues = new();
        ProcessReader.Read("p.yaml", document + "\ndo: [ { a: { set: { a: 1 } } } ]", issues);

        Assert.Equal([code], issues.Issues.Select(i => i.Code.Code));
    }

    [Fact]
    public void Read_Json_IsReadAsYaml()
    {
        ProcessDefinition definition = ProcessDriver.Read("""{"document":{"dsl":"1.0.1","namespace":"test","name":"sample","version":"2.0.0-rc1"},"do":[{"a":{"set":{"b":"${ .c }"}}}]}""");

        Assert.Equal(new ProcessName("test", "sample", "2.0.0-rc1"), definition.Name);
    }

    [Fact]
    public void Read_WholeDefinition_SaysWhatItNeeds()
    {
        ProcessDefinition definition = ProcessDriver.Of("""
            schedule: { on: { any: [ { with: { type: wx.reported } } ] } }
            use: { secrets: [token] }
            do:
              - a: { run: { workflow: { namespace: test, name: other, version: '1.0.0' } } }
              - b: { call: 'send:1.0.0@default', with: { system: cornerstone, message: occurrence, bundle: '${ . }' } }
            """);

        Assert.Equal(["token"], definition.Secrets);
        Assert.Equal([new ProcessName("test", "other", "1.0.0")], definition.Children);
        Assert.Equal(["send"], definition.ParleyFunctions.Select(f => f.Name));
        Assert.Equal("any", definition.Schedule!.OnKind);
        Assert.Equal("wx.reported", definition.Schedule.On[0].Type);
    }
}
