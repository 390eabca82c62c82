namespace Parley.Engine.Processes.Schemas;

/// <summary>Collects what is wrong with one value, and bounds what finding it may cost: a schema whose alternatives refer to each other could go on for ever.</summary>
internal sealed class SchemaFaults
{
    /// <summary>A value with more faults than this is beyond mending one by one.</summary>
    public const int Most = 100;

    private const int MostSteps = 1_000_000;

    private readonly List<SchemaFault> _found = [];
    private readonly int[] _steps;

    private SchemaFaults(int[] steps) => _steps = steps;

    /// <summary>Begins a check.</summary>
    public SchemaFaults()
        : this([0])
    {
    }

    /// <summary>What was found.</summary>
    public IReadOnlyList<SchemaFault> Found => _found;

    /// <summary>Whether nothing more is wanted.</summary>
    public bool IsFull => _found.Count >= Most || _steps[0] > MostSteps;

    /// <summary>An attempt whose faults are its own, at the cost of the whole.</summary>
    public SchemaFaults Attempt() => new(_steps);

    /// <summary>Adds a fault, unless there are enough.</summary>
    public void Add(string place, string message)
    {
        if (_found.Count < Most)
        {
            _found.Add(new SchemaFault(place, message));
        }
    }

    /// <summary>Counts one step; when there were too many, that is the fault.</summary>
    public bool TryStep(string place)
    {
        if (++_steps[0] <= MostSteps)
        {
            return true;
        }

        Add(place, "takes too many steps to check");
        return false;
    }
}
