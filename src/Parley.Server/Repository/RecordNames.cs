using System.Globalization;
using Parley.Engine.Dictionary;
using Parley.Server.Ledger;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>
/// What a record is known by in the repository: a keyed hash of its system, its type and its key there, so that the name says nothing of the record. Where a
/// source gives a record no key, its place under the subject of its message stands for one.
/// </summary>
internal sealed class RecordNames(ContentKeys keys)
{
    /// <summary>The names of a bundle's records, in its order.</summary>
    /// <param name="exchange">The exchange that brought it.</param>
    /// <param name="system">The system it is from.</param>
    /// <param name="messageType">The message type: a place in one type of message is not that in another.</param>
    /// <param name="bundle">The bundle.</param>
    public long[] Of(long exchange, string system, string messageType, Bundle bundle)
    {
        string subject = bundle.Subject is Record first && RecordKey.Of(first) is string key ? $"{first.Type.Name} {key}" : PublicId.Exchange(exchange);
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        long[] names = new long[bundle.Records.Count];
        for (int i = 0; i < names.Length; i++)
        {
            Record record = bundle.Records[i];
            int place = places[record.Type.Name] = places.GetValueOrDefault(record.Type.Name) + 1;
            names[i] = RecordKey.Of(record) is string own
                ? Name(system, record.Type.Name, own)
                : Name(system, record.Type.Name, string.Create(CultureInfo.InvariantCulture, $"\u0001{messageType}\u0001{subject}\u0001{record.Id ?? $"#{place}"}"));
        }

        return names;
    }

    /// <summary>The name of a record that has a key of its own.</summary>
    public long Of(string system, string type, string key) => Name(system, type, key);

    private long Name(string system, string type, string key) => keys.Blind($"record\0{system}\0{type}\0{key}") & long.MaxValue;
}
