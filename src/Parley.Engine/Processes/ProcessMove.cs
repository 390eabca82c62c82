using Parley.Engine.Issues;
using Parley.Engine.Processes.Running;
using Parley.Engine.Processes.Tasks;

namespace Parley.Engine.Processes;

/// <summary>Moves an instance to another version of its definition: on purpose, when every task under way is there too.</summary>
public static class ProcessMove
{
    /// <summary>Why an instance cannot be moved; empty when it can.</summary>
    /// <param name="state">The instance.</param>
    /// <param name="to">The version to move it to.</param>
    public static IReadOnlyList<Issue> Check(ProcessState state, ProcessDefinition to)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(to);
        List<string> faults = [];
        if (state.IsEnded)
        {
            faults.Add("the instance has ended");
        }

        if (state.Definition.Namespace != to.Name.Namespace || state.Definition.Name != to.Name.Name)
        {
            faults.Add($"{to.Name} is no version of {state.Definition.Namespace}/{state.Definition.Name}");
        }

        faults.AddRange(state.Frames.Where(f => f.Parent != 0).Select(f => Fault(f, to)).OfType<string>());
        faults.AddRange(state.Undo.Where(u => !u.HasFailed && !to.Functions.ContainsKey(u.Function))
            .Select(u => $"{u.Task} is undone by the function '{u.Function}', which {to.Name} does not have"));
        return [.. faults.Distinct().Select(f => new Issue(ProcessIssues.CannotMove, f))];
    }

    /// <summary>The state on the other version; what it waits for stays as it is. Misuse, when <see cref="Check"/> finds anything, throws.</summary>
    /// <param name="state">The instance.</param>
    /// <param name="to">The version to move it to.</param>
    public static ProcessState Move(ProcessState state, ProcessDefinition to)
    {
        if (Check(state, to) is [Issue fault, ..])
        {
            throw new ArgumentException(fault.Message, nameof(to));
        }

        List<Frame> frames = [];
        foreach (Frame frame in state.Frames)
        {
            Frame copy = frame.Copy();
            copy.Task = to.Find(frame.Task.Reference)!;
            frames.Add(copy);
        }

        return state.On(to.Name, frames);
    }

    private static string? Fault(Frame frame, ProcessDefinition to)
    {
        string task = frame.Task.Reference;
        return to.Find(task) switch
        {
            null => $"{task} is under way, and {to.Name} has no such task",
            { } other when other.Kind != frame.Task.Kind => $"{task} is under way as {frame.Task.Kind}, and is {other.Kind} in {to.Name}",
            CallFunctionNode call when (frame.Task as CallFunctionNode)?.Function != call.Function => $"{task} is under way, and calls another function in {to.Name}",
            _ => null,
        };
    }
}
