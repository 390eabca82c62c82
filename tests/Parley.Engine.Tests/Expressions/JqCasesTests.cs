using System.Text;
using Parley.Engine.Expressions;
using Xunit;

namespace Parley.Engine.Tests.Expressions;

/// <summary>Programs with the outputs of the real jq (1.6), kept as text; and those where jq 1.7 or Parley differs on purpose.</summary>
public sealed class JqCasesTests
{
    [Theory]
    [InlineData("jq-cases.txt", 300)]
    [InlineData("jq-differences.txt", 15)]
    public void Run_EveryCaseOfTheFile_GivesItsOutputs(string file, int atLeast)
    {
        var faults = new List<string>();
        int count = 0;
        foreach (string[] block in Blocks(file))
        {
            count++;
            string[] actual = Run(block[0], block[1]);
            string[] expected = [.. block.Skip(2).Select(l => l[2..])];
            if (!actual.SequenceEqual(expected))
            {
                faults.Add($"{block[0]} <<< {block[1]}\n  expected {string.Join(" ; ", expected)}\n  actual   {string.Join(" ; ", actual)}");
            }
        }

        Assert.True(faults.Count == 0, $"{faults.Count} of {count}:\n{string.Join("\n", faults)}");
        Assert.True(count >= atLeast, $"only {count} cases were read");
    }

    private static string[] Run(string program, string input)
    {
        if (!JqProgram.TryCompile(program, out JqProgram? compiled, out JqError? error))
        {
            return [$"does not compile: {error}"];
        }

        Assert.True(JqValue.TryParse(Encoding.UTF8.GetBytes(input), out JqValue? value, out string? fault), fault);
        JqOutcome outcome = compiled.Run(value);
        string[] outputs = [.. outcome.Outputs.Select(o => o.ToString())];
        return outcome.Error is null ? outputs : [.. outputs, "error"];
    }

    /// <summary>Blocks are separated by an empty line; lines with <c>##</c> are remarks.</summary>
    private static IEnumerable<string[]> Blocks(string file)
    {
        using Stream stream = typeof(JqCasesTests).Assembly.GetManifestResourceStream(file)!;
        using var reader = new StreamReader(stream);
        var block = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && !line.StartsWith("##", StringComparison.Ordinal))
            {
                block.Add(line);
            }
            else if (block.Count > 0)
            {
                yield return [.. block];
                block.Clear();
            }
        }

        if (block.Count > 0)
        {
            yield return [.. block];
        }
    }
}
