using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

/// <summary><c>parley jq</c> as a process: each option, what goes to which stream, and how it ends. The language itself has jq's own tests.</summary>
public sealed class JqTests : IDisposable
{
    private const string Lines = "{\"a\":1,\"b\":\"x\"}\n{\"a\":2,\"b\":\"é\"}\n";

    private readonly TemporaryFolder _folder = new TemporaryFolder().With("in.json", Lines).With("prog.jq", "# a program\n.a + 1\n").With("lib/m.jq", "def twice: . * 2;\n");

    [Theory]
    [InlineData("1\n2\n", ".a", "in.json")]
    [InlineData("{\n  \"a\": 1,\n  \"b\": \"x\"\n}\n{\n  \"a\": 2,\n  \"b\": \"é\"\n}\n", ".", "in.json")]
    [InlineData(Lines, "-c", ".", "in.json")]
    [InlineData("x\né\n", "-r", ".b", "in.json")]
    [InlineData("xé", "-j", ".b", "in.json")]
    [InlineData("[{\"a\":1,\"b\":\"x\"},{\"a\":2,\"b\":\"é\"}]\n", "-cs", ".", "in.json")]
    [InlineData("3\n", "-n", "[inputs.a] | add", "in.json")]
    [InlineData("\"{\\\"a\\\":1,\\\"b\\\":\\\"x\\\"}\"\n\"{\\\"a\\\":2,\\\"b\\\":\\\"é\\\"}\"\n", "-R", ".", "in.json")]
    [InlineData("\"x\"\n\"\\u00e9\"\n", "-a", ".b", "in.json")]
    [InlineData("{\"a\":2,\"b\":1}\n", "-Scn", "{b: 1, a: 2}")]
    [InlineData("[\n\t1\n]\n[\n\t2\n]\n", "--tab", "[.a]", "in.json")]
    [InlineData("[\n 1\n]\n[\n 2\n]\n", "--indent", "1", "[.a]", "in.json")]
    [InlineData("[\"5\",{\"k\":[1]},2,32]\n", "-nc", "--arg", "t", "5", "--argjson", "v", "{\"k\":[1]}", "--slurpfile", "f", "in.json", "--rawfile", "w", "in.json", "[$t, $v, ($f | length), ($w | length)]")]
    [InlineData("{\"positional\":[\"a\",\"b\"],\"named\":{\"t\":\"5\"}}\n", "-nc", "--arg", "t", "5", "$ARGS", "--args", "a", "b")]
    [InlineData("[1,{\"z\":2}]\n", "-nc", "$ARGS.positional", "--jsonargs", "1", "{\"z\":2}")]
    [InlineData("2\n3\n", "-f", "prog.jq", "in.json")]
    [InlineData("4\n", "-n", "-L", "lib", "import \"m\" as m; 2 | m::twice")]
    [InlineData("\u001e1\n", "--seq", "-n", "1")]
    [InlineData("[[\"a\"],1]\n[[\"b\"],\"x\"]\n[[\"b\"]]\n[[\"a\"],2]\n[[\"b\"],\"é\"]\n[[\"b\"]]\n", "--stream", "-c", ".", "in.json")]
    [InlineData("a\0b\0", "--raw-output0", "-n", "\"a\", \"b\"")]
    public async Task Jq_Options_DoWhatThoseOfJqDo(string output, params string[] args)
    {
        ParleyProcess jq = await JqAsync(null, args);

        Assert.Equal((0, output, ""), (jq.ExitCode, jq.Output, jq.Error));
    }

    [Theory]
    [InlineData(1, "null\nnull\n", "", "-e", ".c", "in.json")]
    [InlineData(4, "", "", "-e", "empty", "in.json")]
    [InlineData(2, "", "parley: jq needs a program, such as '.'\n")]
    [InlineData(2, "", "parley: jq does not know the option --frob\n", "--frob", ".")]
    [InlineData(2, "", "parley: --argjson v takes JSON: Unfinished JSON term at EOF at line 1, column 1\n", "--argjson", "v", "{", "-n", "1")]
    [InlineData(3, "", "parley jq: 1:3: JQ001: the program ends too early\n", ".[", "in.json")]
    [InlineData(3, "", "parley jq: 1:1: JQ002: $nothing is not defined\n", "-n", "$nothing")]
    [InlineData(5, "", "parley jq: error: x\n", "-n", "\"x\" | error")]
    [InlineData(7, "1\n", "two\n", "-n", "1, (\"two\\n\" | halt_error(7))")]
    public async Task Jq_Ends_WithTheExitCodesOfJq(int exit, string output, string error, params string[] args)
    {
        ParleyProcess jq = await JqAsync(null, args);

        Assert.Equal((exit, output, error), (jq.ExitCode, jq.Output, jq.Error));
    }

    [Fact]
    public async Task Jq_StandardInput_IsReadWhenThereIsNoFile_AndWhatIsNoJsonIsLocated()
    {
        ParleyProcess good = await JqAsync(Lines, "-r", ".b");
        ParleyProcess bad = await JqAsync("1 {", ".");
        ParleyProcess missing = await JqAsync(null, ".", "nothing.json");

        Assert.Equal((0, "x\né\n"), (good.ExitCode, good.Output));
        Assert.Equal((2, "1\n"), (bad.ExitCode, bad.Output));
        Assert.StartsWith("parley jq: error (at <stdin>:0): Unfinished JSON term at EOF", bad.Error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (missing.ExitCode, missing.Output));
        Assert.StartsWith("parley jq: nothing.json cannot be read", missing.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<ParleyProcess> JqAsync(string? input, params string[] args) =>
        ParleyProcess.RunInAsync(_folder.Path, input, new Dictionary<string, string>(), ["jq", .. args]);
}
