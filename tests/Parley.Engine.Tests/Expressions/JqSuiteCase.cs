using System.Text;
using Parley.Engine.Expressions;

namespace Parley.Engine.Tests.Expressions;

/// <summary>One case of a jq test file: a program with its input and outputs, or one that must not compile.</summary>
internal sealed record JqSuiteCase(int Line, string Program, string Input, IReadOnlyList<string> Outputs, bool MustFail)
{
    public static IEnumerable<JqSuiteCase> Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        for (int i = 0; i < lines.Length; i++)
        {
            if (IsGap(lines[i]))
            {
                continue;
            }

            int start = i;
            bool mustFail = lines[i].StartsWith("%%FAIL", StringComparison.Ordinal);
            while (i < lines.Length && !string.IsNullOrWhiteSpace(lines[i]))
            {
                i++;
            }

            string[] block = [.. lines[start..i].Where(l => !l.StartsWith('#'))];
            yield return mustFail ? new(start + 1, block[1], "", block[2..], true) : new(start + 1, block[0], block[1], block[2..], false);
        }
    }

    /// <summary>What is wrong; null when the case passes.</summary>
    public string? Fault(string modules)
    {
        JqSettings settings = new()
        {
            Host = new FixedJqHost(),
            Modules = new JqModules([modules], path => File.Exists(path) ? File.ReadAllText(path) : null),
            AllowsBacktracking = true,
        };
        if (!JqProgram.TryCompile(Program, settings, out JqProgram? program, out JqError? error))
        {
            return MustFail ? null : $"does not compile: {error}";
        }

        if (MustFail)
        {
            return "compiles, and should not";
        }

        if (!JqValue.TryParse(Encoding.UTF8.GetBytes(Input), JqJsonForm.Lenient, out JqValue? input, out string? fault))
        {
            return $"input is not read: {fault}";
        }

        JqOutcome outcome = program.Run(input, JqBudget.Generous);
        string[] actual = [.. outcome.Outputs.Select(o => o.ToString())];
        bool same = actual.Length == Outputs.Count && outcome.Outputs.Zip(Outputs).All(pair =>
            JqValue.TryParse(Encoding.UTF8.GetBytes(pair.Second), JqJsonForm.Lenient, out JqValue? wanted, out _) && wanted.Equals(pair.First));
        return same ? null : $"expected {string.Join(" ; ", Outputs)}\n    actual   {string.Join(" ; ", actual)} {outcome.Error}";
    }

    private static bool IsGap(string line) => string.IsNullOrWhiteSpace(line) || line.StartsWith('#');
}
