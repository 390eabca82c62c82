using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

/// <summary>What a <c>listen</c> task waits for and does with each event.</summary>
internal sealed record ListenTemplate
{
    public required EventStrategy To { get; init; }

    /// <summary>The condition on the events so far that ends it.</summary>
    public Template? UntilCondition { get; init; }

    /// <summary>The events that end it; they are not part of its output.</summary>
    public EventStrategy? UntilEvents { get; init; }

    /// <summary><c>data</c>, <c>envelope</c> or <c>raw</c>.</summary>
    public string Read { get; init; } = "data";

    /// <summary>Whether each event is worked on.</summary>
    public bool HasForeach { get; init; }

    public string Item { get; init; } = "item";

    public string At { get; init; } = "index";

    public TaskList Do { get; init; } = new([]);

    public Transform Output { get; init; } = Transform.None;

    public Transform Export { get; init; } = Transform.None;
}
