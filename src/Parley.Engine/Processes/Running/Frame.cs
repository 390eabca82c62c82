using Parley.Engine.Expressions;
using Parley.Engine.Processes.Tasks;

namespace Parley.Engine.Processes.Running;

/// <summary>A task under way. Changed only within a step; between steps it is part of a state, which nobody changes.</summary>
internal sealed class Frame(int id, int parent, int depth, TaskNode task, string occurrence, JqValue raw)
{
    /// <summary>The parts of its effects that are still to be answered.</summary>
    private List<string> _pending = [];

    private Dictionary<string, JqValue>? _locals;

    public int Id { get; } = id;

    /// <summary>The frame that it is within; 0 for the outermost.</summary>
    public int Parent { get; } = parent;

    public int Depth { get; } = depth;

    public TaskNode Task { get; set; } = task;

    /// <summary>What tells this run of the task from others.</summary>
    public string Occurrence { get; } = occurrence;

    /// <summary>The input before <c>input.from</c>.</summary>
    public JqValue Raw { get; } = raw;

    /// <summary>The input after <c>input.from</c>.</summary>
    public JqValue Input { get; set; } = raw;

    /// <summary>The output before <c>output.as</c>, while it is being made the output.</summary>
    public JqValue? RawOutput { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    /// <summary>False while it stands in the queue.</summary>
    public bool IsBegun { get; set; }

    /// <summary>What its kind of task has come to.</summary>
    public int Phase { get; set; }

    /// <summary>The iteration.</summary>
    public int Index { get; set; }

    /// <summary>The attempt, from 1.</summary>
    public int Attempt { get; set; }

    /// <summary>How often its list was jumped back in.</summary>
    public int Visits { get; set; }

    /// <summary>What its kind of task needs to remember.</summary>
    public JqValue Data { get; set; } = JqValue.Null;

    public IReadOnlyList<string> Pending => _pending;

    public IEnumerable<KeyValuePair<string, JqValue>> Locals => _locals ?? [];

    public void Await(string part) => _pending.Add(part);

    public bool Settle(string part) => _pending.Remove(part);

    public void SetLocal(string name, JqValue value) => (_locals ??= new(StringComparer.Ordinal))[name] = value;

    public JqValue? Local(string name) => _locals?.GetValueOrDefault(name);

    public Frame Copy()
    {
        Frame copy = (Frame)MemberwiseClone();
        copy._pending = [.. _pending];
        copy._locals = _locals is null ? null : new(_locals, StringComparer.Ordinal);
        return copy;
    }
}
