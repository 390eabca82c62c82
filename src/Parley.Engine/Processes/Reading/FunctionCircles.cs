using Parley.Engine.Issues;
using Parley.Engine.Processes.Tasks;

namespace Parley.Engine.Processes.Reading;

/// <summary>Finds functions that come to call themselves, by call or as the undoing of a step: they would never end.</summary>
internal static class FunctionCircles
{
    public static void Report(IReadOnlyDictionary<string, TaskNode> functions, IssueSink issues)
    {
        Dictionary<string, List<string>> calls = functions.ToDictionary(f => f.Key, f => Calls(f.Value).Distinct().ToList(), StringComparer.Ordinal);
        foreach ((string name, TaskNode function) in functions)
        {
            if (Reaches(name, name, calls, []))
            {
                issues.Add(ProcessIssues.Recursion, $"the function '{name}' comes to call itself", function.Head.Position);
            }
        }
    }

    private static IEnumerable<string> Calls(TaskNode task) =>
        task.Children.SelectMany(Calls).Concat(task is CallFunctionNode call ? [call.Function] : []);

    private static bool Reaches(string from, string to, Dictionary<string, List<string>> calls, HashSet<string> seen) =>
        seen.Add(from) && calls.GetValueOrDefault(from, []).Any(next => next == to || Reaches(next, to, calls, seen));
}
