using Parley.Server.Operations;

namespace Parley.Server.Tasks;

/// <summary>What the list of obligations shows as levels.</summary>
internal sealed class ObligationGauges(ObligationKeeper keeper) : IGaugeSource
{
    /// <inheritdoc/>
    public IEnumerable<(string Name, string Help, string Labels, double Value)> Read()
    {
        yield return ("parley_obligations_open", "Obligations that are not fulfilled.", "", keeper.Counts.Open);
        yield return ("parley_obligations_overdue", "Open obligations past their time, or whose time cannot be known.", "", keeper.Counts.Overdue);
    }
}
