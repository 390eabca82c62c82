using Parley.Engine.Dictionary;
using Parley.Server.Ledger;
using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary>Which deliveries must keep their order: those of one source about one record.</summary>
internal static class OrderKey
{
    /// <summary>The key of a subject; the exchange's own when the subject has no key, for then nothing says that two messages are about one record.</summary>
    public static long Of(ContentKeys keys, string source, Record subject, long exchange) =>
        RecordKey.Of(subject) is string key ? keys.Blind("order", source, subject.Type.Name, key) : exchange;
}
