using Parley.Engine.Processes.Tasks;

namespace Parley.Engine.Processes;

/// <summary>Where in a definition an effect comes from, read out of its key.</summary>
/// <param name="Task">The JSON pointer to the task; empty for the process itself.</param>
/// <param name="Occurrence">Which run of it: iterations, attempts and jumps back, parted by points; empty for the first of a task that is in no loop.</param>
/// <param name="Part">Which of the task's effects: <c>timeout</c>, <c>retry</c>; empty for the one that it is there for.</param>
/// <param name="Line">The task's line in the definition's file, from 1; 0 when the definition has no such task.</param>
public sealed record EffectPlace(string Task, string Occurrence, string Part, int Line)
{
    /// <summary>Reads a key, or what of it follows the instance's identifier and the colon.</summary>
    /// <param name="definition">The definition that the instance runs on.</param>
    /// <param name="key">The key without the instance: <c>/do/0/call@1i2!timeout</c>.</param>
    public static EffectPlace Of(ProcessDefinition definition, string key)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(key);

        // A name may hold the signs that part a key, so the longest reference that there is counts.
        for (int at = key.Length; at >= 0; at = at == 0 ? -1 : key.LastIndexOfAny(['@', '!'], at - 1))
        {
            if (definition.Find(key[..at]) is TaskNode task)
            {
                (string occurrence, string part) = Rest(key[at..]);
                return new EffectPlace(task.Reference, occurrence, part, task.Head.Position.Line);
            }
        }

        return new EffectPlace(key, "", "", 0);
    }

    /// <summary>The place of a task; null when the definition has none of that reference.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="task">The JSON pointer to the task, or the name of one that is the only one of that name.</param>
    public static EffectPlace? OfTask(ProcessDefinition definition, string task)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(task);
        TaskNode? found = definition.Find(task) ?? definition.FindNamed(task);
        return found is null ? null : new EffectPlace(found.Reference, "", "", found.Head.Position.Line);
    }

    private static (string Occurrence, string Part) Rest(string rest)
    {
        int mark = rest.IndexOf('!', StringComparison.Ordinal);
        string part = mark < 0 ? "" : rest[(mark + 1)..];
        string run = mark < 0 ? rest : rest[..mark];
        return (run.Length == 0 ? "" : run[1..], part);
    }
}
