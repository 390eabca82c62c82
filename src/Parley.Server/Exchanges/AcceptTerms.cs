using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text.Json;
using Parley.Engine.Workspace;

namespace Parley.Server.Exchanges;

/// <summary>Makes one number of what an accepts entry takes and why, and nothing of how it is delivered: what waits under an entry that says otherwise is decided anew.</summary>
internal static class AcceptTerms
{
    /// <summary>The number; the same on every machine.</summary>
    public static long Of(SystemDefinition recipient, AcceptDefinition accept)
    {
        string text = JsonSerializer.Serialize(new object?[]
        {
            recipient.Organisation, accept.Types.Order(StringComparer.Ordinal), accept.With.Order(StringComparer.Ordinal), accept.Without.Order(StringComparer.Ordinal),
            accept.From.Order(StringComparer.Ordinal), accept.Where.OrderBy(w => w.Key, StringComparer.Ordinal).Select(w => new { w.Key, w.Value }),
            accept.Purpose, accept.Reason, recipient.Messages[accept.MessageType].Standard,
        });
        return BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)));
    }

    /// <summary>Joins it with what the policy says.</summary>
    public static long Join(long accept, long policy) => unchecked((accept * 31) ^ policy);
}
