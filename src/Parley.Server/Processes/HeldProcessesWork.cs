using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>Asks which instances took something from an exchange that a legal hold keeps. Asked on the writer's thread, where holds are placed.</summary>
/// <param name="taken">The instances with the exchanges that they took something from.</param>
internal sealed class HeldProcessesWork(IReadOnlyList<(long Process, ExchangeRow Exchange)> taken) : StoreWork
{
    private Store? _store;

    /// <summary>After completion: the instances that a hold keeps.</summary>
    public HashSet<long> Held { get; } = [];

    public override void Prepare(Store store) => _store = store;

    public override void Apply(StoreSession session, WriterState state)
    {
        Held.Clear();
        foreach ((long process, ExchangeRow exchange) in taken)
        {
            long? reference = exchange.Reference is string text ? _store!.Keys.Blind(text) : null;
            if (_store!.Holds.On(exchange.Id, exchange.SubjectType, reference) is not null)
            {
                Held.Add(process);
            }
        }
    }
}
