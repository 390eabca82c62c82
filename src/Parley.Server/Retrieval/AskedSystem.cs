using Parley.Engine.Retrieval;
using Parley.Engine.Workspace;

namespace Parley.Server.Retrieval;

/// <summary>One system of a live search. Thread-safe: whoever asks it sets its end once, others read.</summary>
internal sealed class AskedSystem(string id, SystemDefinition? system, QuestionDefinition? question)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile AskedState _state = AskedState.Waiting;

    /// <summary>The system's identifier, as it was asked for.</summary>
    public string Id => id;

    /// <summary>The system; null when there is none of the name.</summary>
    public SystemDefinition? System => system;

    /// <summary>The question it is asked; null when none fits.</summary>
    public QuestionDefinition? Question => question;

    /// <summary>How it stands.</summary>
    public AskedState State => _state;

    /// <summary>Whether its answer came after the search had been answered.</summary>
    public bool IsLate { get; set; }

    /// <summary>Ends when it has ended.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Says what became of it.</summary>
    public AskedSystem End(AskedState state)
    {
        _state = state;
        _ended.TrySetResult();
        return this;
    }

    /// <summary>Lets go of what it answered: it has been shown.</summary>
    public void Forget() => _state = _state with { Bundles = [] };
}
