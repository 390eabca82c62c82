using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Parley.Engine.Dictionary;

namespace Parley.Server.Exchanges;

/// <summary>Which deliveries must keep their order: those of one source about one record.</summary>
internal static class OrderKey
{
    /// <summary>The key of a subject; the exchange's own when the subject has no key, for then nothing says that two messages are about one record.</summary>
    public static long Of(string source, Record subject, long exchange)
    {
        StringBuilder? text = null;
        foreach (string name in subject.Type.Key)
        {
            Value value = subject[name];
            if (!value.IsNone)
            {
                text ??= new StringBuilder(source).Append('\0').Append(subject.Type.Name);
                text.Append('\0').Append(name).Append('\0').Append(value.ToString());
            }
        }

        if (text is null)
        {
            return exchange;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()), hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }
}
