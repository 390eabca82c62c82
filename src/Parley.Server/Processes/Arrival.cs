using Parley.Engine.Evidence;
using Parley.Engine.Expressions;
using Parley.Engine.Processes;

namespace Parley.Server.Processes;

/// <summary>Something that has come for an instance. It waits in the instance's queue, and is gone once the step that took it is durable.</summary>
internal abstract record Arrival
{
    /// <summary>Told, once durable, whether the instance had waited for it; null when nobody asks.</summary>
    public TaskCompletionSource<bool>? Done { get; init; }

    /// <summary>What the ledger is to say of it where the instance took it; null for nothing.</summary>
    public LedgerEntry? Entry { get; init; }

    /// <summary>Load it: it has something to carry out.</summary>
    internal sealed record Wake : Arrival;

    /// <summary>Carry out again what was not heard: whom it was for could not listen.</summary>
    internal sealed record Again : Arrival;

    /// <summary>An event of the engine: an answer, or what a person wants.</summary>
    /// <param name="At">Makes it, at the time of the step.</param>
    internal sealed record Happened(Func<DateTimeOffset, ProcessEvent> At) : Arrival
    {
        /// <summary>The instance whose end this is; null for none.</summary>
        public long? Child { get; init; }

        /// <summary>The exchanges that it was made of.</summary>
        public IReadOnlyCollection<long> Exchanges { get; init; } = [];
    }

    /// <summary>A timer is due.</summary>
    /// <param name="Row">Its row.</param>
    /// <param name="Key">The effect's key.</param>
    internal sealed record Timer(long Row, string Key) : Arrival;

    /// <summary>A CloudEvent is offered.</summary>
    /// <param name="Id">The event's key.</param>
    /// <param name="Event">The event in its JSON format.</param>
    /// <param name="Exchanges">The exchanges that it was made of.</param>
    internal sealed record Offered(long Id, JqValue Event, IReadOnlyCollection<long> Exchanges) : Arrival;

    /// <summary>What was to be carried out, and is not answered now, is done.</summary>
    /// <param name="Key">The effect's key.</param>
    /// <param name="IsHanded">Whether another part has taken it over and will answer some day.</param>
    internal sealed record Carried(string Key, bool IsHanded) : Arrival;

    /// <summary>A person moves it to another definition.</summary>
    /// <param name="To">The definition.</param>
    internal sealed record Move(KeptDefinition To) : Arrival;

    /// <summary>What it holds is to be erased: it ends, put aside or not, and nothing is undone, for that would carry the content further.</summary>
    internal sealed record GiveUp : Arrival;

    /// <summary>A person lets an instance that was put aside be tried again.</summary>
    internal sealed record Retry : Arrival;
}
