using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Parley.Engine.Expressions;
using Xunit;

namespace Parley.Engine.Tests.Expressions;

public sealed class JqProgramTests
{
    [Theory]
    [InlineData("[1, 2", "JQ001", 1, 6)]
    [InlineData(".a |\n  foo(1)", "JQ002", 2, 3)]
    [InlineData("$x", "JQ002", 1, 1)]
    [InlineData("break $x", "JQ002", 1, 7)]
    [InlineData("\"abc", "JQ001", 1, 1)]
    [InlineData("\"\\(1;2)\"", "JQ001", 1, 5)]
    [InlineData("1 = 2 = 3", "JQ001", 1, 7)]
    [InlineData("1 < 2 < 3", "JQ001", 1, 7)]
    [InlineData("import \"a\" as a; 1", "JQ003", 1, 1)]
    [InlineData("input", "JQ003", 1, 1)]
    [InlineData("_matches(\"a\"; null)", "JQ002", 1, 1)]
    [InlineData("reduce .[] as $x ($x; .)", "JQ002", 1, 19)]
    [InlineData("{a:1", "JQ001", 1, 5)]
    [InlineData("~", "JQ001", 1, 1)]
    public void TryCompile_NoProgram_SaysWhatAndWhere(string text, string code, int line, int column)
    {
        Assert.False(JqProgram.TryCompile(text, out _, out JqError? error));
        Assert.Equal((code, line, column), (error.Code.Code, error.Line, error.Column));
    }

    [Theory]
    [InlineData("def f: f; f")]
    [InlineData("def f: 1 + f; f")]
    [InlineData("[repeat(1)]")]
    [InlineData("[range(infinite)]")]
    [InlineData("[range(0; 1; 0)]")]
    [InlineData("until(false; . )")]
    [InlineData("last(repeat(1))")]
    [InlineData("reduce range(100) as $i (\"x\"; . + .)")]
    [InlineData("reduce range(100) as $i ([1]; . + .)")]
    [InlineData("reduce range(100) as $i (1; [., .])")]
    [InlineData("reduce range(100) as $i ({}; {a: ., b: .})")]
    [InlineData("\"abcdefgh\" * 1e12")]
    [InlineData("try repeat(error(\"x\")?) catch 1 | empty, def f: f; f")]
    [InlineData("try (def f: f; f) catch 1")]
    [InlineData("(def f: f; f) // 1")]
    [InlineData("repeat(\"0123456789\" * 1000)")]
    [InlineData("[limit(1e9; repeat(1))] | length")]
    [InlineData("[combinations(9)]")]
    [InlineData("gsub(\"\"; repeat(\"a\"))")]
    [InlineData("def f: (f, f); f")]
    [InlineData("def f: [., .] | f; f")]
    [InlineData("def f(g): f(g | g); f(.)")]
    [InlineData("[paths(repeat(false))]")]
    [InlineData("reduce range(40) as $i (.; [., .]) | flatten")]
    [InlineData("reduce range(40) as $i (.; [., .]) | tojson")]
    [InlineData("[limit(1000000; repeat(\"0123456789\"))] | join(\"\")")]
    [InlineData("walk(repeat(1))")]
    [InlineData("isempty(repeat(empty))")]
    public void Run_ProgramWithoutEnd_ExhaustsItsBudget(string text)
    {
        var budget = new JqBudget { Steps = 300_000, OutputSize = 1_000_000 };
        JqValue input = text.StartsWith('[') ? JqValue.FromItems(Enumerable.Range(0, 9).Select(i => JqValue.From(i))) : JqValue.From(new string('x', 30));

        JqOutcome outcome = Compile(text).Run(input, budget);

        Assert.Equal("JQ005", outcome.Error?.Code.Code);
    }

    [Fact]
    public void Run_DeepNesting_IsAnErrorAndNoCrash()
    {
        JqOutcome value = Compile("reduce range(100000) as $i (null; [.])").Run(JqValue.Null);
        Assert.Equal("JQ004", value.Error?.Code.Code);
        Assert.False(JqProgram.TryCompile(new string('(', 50_000), out _, out _));
        Assert.False(JqProgram.TryCompile(new string('[', 50_000), out _, out _));
        Assert.False(JqProgram.TryCompile("1" + string.Concat(Enumerable.Repeat("|1", 5_000)), out _, out _));
        Assert.False(JqProgram.TryCompile(new string('-', 50_000) + "1", out _, out _));
        Assert.False(JqValue.TryParse(Encoding.UTF8.GetBytes(new string('[', 100_000)), out _, out string? fault));
        Assert.NotNull(fault);
        JqOutcome sum = Compile("1" + string.Concat(Enumerable.Repeat("+1", 40_000))).Run(JqValue.Null);
        Assert.True(sum.Error is { Code.Code: "JQ005" } || sum.Outputs is [{ AsNumber: 40_001 }]);
    }

    [Fact]
    public void Run_LongLoops_NeedNoDepth()
    {
        var budget = new JqBudget { Depth = 20 };
        Assert.Equal("100000", Compile("until(. >= 100000; . + 1)").Run(JqValue.From(0), budget).Outputs.Single().ToString());
        Assert.Equal("100000", Compile("last(limit(100001; recurse(. + 1)))").Run(JqValue.From(0), budget).Outputs.Single().ToString());
        Assert.Equal("100000", Compile("def f: if . < 100000 then . + 1 | f else . end; f").Run(JqValue.From(0), budget).Outputs.Single().ToString());
        Assert.Equal("100000", Compile("def f($n): if $n < 100000 then f($n + 1) else $n end; f(0)").Run(JqValue.From(0), budget).Outputs.Single().ToString());
        Assert.Equal("100000", Compile("def f: ., (if . < 100000 then . + 1 | f else empty end); last(f)").Run(JqValue.From(0), budget).Outputs.Single().ToString());
        Assert.Equal("100000", Compile("[range(100000)] | length").Run(JqValue.From(0), budget).Outputs.Single().ToString());
    }

    [Fact]
    public void Run_RaisedError_HasValueAndPlace()
    {
        JqOutcome outcome = Compile("1,\n error({a: 1})").Run(JqValue.Null);

        Assert.Equal("1", outcome.Outputs.Single().ToString());
        Assert.Equal(("JQ004", 2, 2, "{\"a\":1}"), (outcome.Error!.Code.Code, outcome.Error.Line, outcome.Error.Column, outcome.Error.Value!.ToString()));
    }

    [Fact]
    public void Run_Variables_AreBoundByOrder()
    {
        Assert.True(JqProgram.TryCompile("def f: $b; [$a, f, map(. + $a)]", ["a", "b"], out JqProgram? program, out _));
        JqOutcome outcome = program.Run(JqValue.FromItems([JqValue.From(1)]), null, [JqValue.From(2), JqValue.From("x")]);
        Assert.Equal("[2,\"x\",[3]]", outcome.Outputs.Single().ToString());
        Assert.Throws<ArgumentException>(() => program.Run(JqValue.Null));
    }

    [Fact]
    public void TryFirst_StopsAtTheFirstOutput()
    {
        Assert.True(Compile("1, error(\"x\")").TryFirst(JqValue.Null, out JqValue? value, out _));
        Assert.Equal(1, value!.AsNumber);
        Assert.True(Compile("empty").TryFirst(JqValue.Null, out value, out _));
        Assert.Null(value);
        Assert.False(Compile("error(\"x\")").TryFirst(JqValue.Null, out _, out JqError? error));
        Assert.Equal("x", error.Message);
    }

    [Fact]
    public void ToString_AnyString_ReadsBackEqual() =>
        Prop.ForAll<NonNull<string>>(text =>
        {
            string valid = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get));
            JqValue value = JqValue.From(valid);
            return JqValue.TryParse(value.ToUtf8(), out JqValue? back, out _) && back.Equals(value);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void ToString_AnyNumber_ReadsBackEqual() =>
        Prop.ForAll<NormalFloat>(number =>
            JqValue.TryParse(JqValue.From(number.Get).ToUtf8(), out JqValue? back, out _) && back.AsNumber.Equals(number.Get)).QuickCheckThrowOnFailure();

    [Fact]
    public void TryCompile_AnyText_NeverThrows() =>
        Prop.ForAll<NonNull<string>>(text => JqProgram.TryCompile(text.Get, out _, out _) | true).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("1 2")]
    [InlineData("\"\\ud800\"")]
    [InlineData("01")]
    public void TryParse_NoJson_IsFalse(string text) => Assert.False(JqValue.TryParse(Encoding.UTF8.GetBytes(text), out _, out _));

    private static JqProgram Compile(string text)
    {
        Assert.True(JqProgram.TryCompile(text, out JqProgram? program, out JqError? error), error?.ToString());
        return program;
    }
}
