using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Records;

/// <summary>What the owner's acts show as levels.</summary>
internal sealed class RecordGauges(NoticeKeeper notices, Store store) : IGaugeSource
{
    /// <inheritdoc/>
    public IEnumerable<(string Name, string Help, string Labels, double Value)> Read()
    {
        yield return ("parley_notices_late_open", "Notices past their time that are still not confirmed.", "", notices.Late);
        yield return ("parley_holds", "Legal holds in force.", "", store.Holds.Count);
    }
}
