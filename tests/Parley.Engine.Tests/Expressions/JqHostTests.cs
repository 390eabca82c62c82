using Parley.Engine.Expressions;
using Xunit;

namespace Parley.Engine.Tests.Expressions;

/// <summary>What only a program with a host or with modules can do.</summary>
public sealed class JqHostTests
{
    [Theory]
    [InlineData("[., input, input]", "[0,1,2]")]
    [InlineData("[inputs]", "[1,2,3]")]
    [InlineData("reduce inputs as $x (0; . + $x)", "6")]
    [InlineData("[first(inputs)], input", "[1]|2")]
    [InlineData("[inputs] | try input catch .", "\"break\"")]
    [InlineData("input_filename, (input | input_line_number)", "\"given.json\"|1")]
    [InlineData("$ENV.PAGER, env.EDITOR", "\"less\"|\"ed\"")]
    [InlineData("now", "1425599621.5")]
    [InlineData("now | localtime | mktime, strftime(\"%H:%M\")", "1425603221|\"00:53\"")]
    [InlineData("now | strflocaltime(\"%H:%M %Z %z\")", "\"00:53 WXT +0100\"")]
    public void Run_WithHost_ReachesIt(string program, string outputs) =>
        Assert.Equal(outputs, string.Join('|', Compile(program, new FixedJqHost("1", "2", "3")).Run(JqValue.From(0), JqBudget.Generous).Outputs));

    [Fact]
    public void Run_DebugAndStderr_GiveTheirInputAndAreHeard()
    {
        var host = new FixedJqHost();
        JqOutcome outcome = Compile("debug, debug(\"m\", . + 1), stderr", host).Run(JqValue.From(1));
        Assert.Equal(["1", "1", "1"], outcome.Outputs.Select(o => o.ToString()));
        Assert.Equal(["debug 1", "debug \"m\"", "debug 2", "error 1"], host.Said);
    }

    [Theory]
    [InlineData("1, halt, 2", 0, null)]
    [InlineData("1, (\"bye\" | halt_error), 2", 5, "\"bye\"")]
    [InlineData("1, try ({} | halt_error(3)) catch 9, 2", 3, "{}")]
    public void Run_Halt_EndsTheRunWhateverCatches(string program, int code, string? message)
    {
        JqOutcome outcome = Compile(program, new FixedJqHost()).Run(JqValue.Null);
        Assert.Equal("1", outcome.Outputs.Single().ToString());
        Assert.Equal((code, message), (outcome.Halt!.ExitCode, outcome.Halt.Message?.ToString()));
        Assert.Null(outcome.Error);
    }

    [Theory]
    [InlineData("import \"a\" as m; m::twice(3), m::name", "6|\"a\"")]
    [InlineData("include \"a\"; twice(.)", "4")]
    [InlineData("import \"sub/b\" as b; b::four", "4")]
    [InlineData("import \"d\" as $d; $d | length, $d::d[1].x", "2|1")]
    [InlineData("\"a\" | modulemeta", "{\"version\":1,\"deps\":[],\"defs\":[\"twice/1\",\"name/0\"]}")]
    public void Run_Modules_AreFoundInTheirFolder(string program, string outputs) =>
        Assert.Equal(outputs, string.Join('|', Compile(program, new FixedJqHost()).Run(JqValue.From(2)).Outputs));

    [Theory]
    [InlineData("import \"../secret\" as s; 1")]
    [InlineData("import \"a\" as s {search: \"../..\"}; 1")]
    [InlineData("import \"none\" as s; 1")]
    [InlineData("import \"loop\" as s; 1")]
    public void TryCompile_ModuleOutsideOrMissingOrCyclic_IsRefused(string program)
    {
        Assert.False(JqProgram.TryCompile(program, Settings(new FixedJqHost()), out _, out JqError? error));
        Assert.Equal("JQ002", error.Code.Code);
    }

    [Theory]
    [InlineData("test(\"a(?=b)\")", "true")]
    [InlineData("[match(\"(a)b\\\\1\").string]", "[\"aba\"]")]
    public void Run_LookAround_IsForThoseWhoAllowIt(string program, string output) =>
        Assert.Equal(output, Compile(program, new FixedJqHost()).Run(JqValue.From("xaba")).Outputs.Single().ToString());

    private static JqProgram Compile(string text, JqHost host)
    {
        Assert.True(JqProgram.TryCompile(text, Settings(host), out JqProgram? program, out JqError? error), error?.ToString());
        return program;
    }

    private static JqSettings Settings(JqHost host) => new() { Host = host, Modules = new JqModules(["/modules"], Read), AllowsBacktracking = true };

    private static string? Read(string path) => path switch
    {
        "/modules/a.jq" => "module {version: 1}; def twice(f): f * 2; def name: \"a\";",
        "/modules/sub/b.jq" => "import \"a\" as a; def four: a::twice(2);",
        "/modules/loop.jq" => "import \"loop\" as l; def x: 1;",
        "/modules/d.json" => "{\"x\":0} {\"x\":1}",
        "/secret.jq" or "/a.jq" => "def x: 1;",
        _ => null,
    };
}
