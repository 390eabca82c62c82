using System.Buffers.Binary;
using System.Text.Json;

namespace Parley.Server.Ledger;

/// <summary>What the index needs of an entry, read in one pass without building the entry.</summary>
/// <remarks>
/// A disclosure shows no subject that the collection of its exchange does not have, and is found through it (<see cref="PackMaker"/>): half of all subjects
/// need no place of their own in the index.
/// </remarks>
internal static class EntryFacts
{
    /// <summary>Reads an entry's time, and adds what it is found by to a list.</summary>
    /// <returns>Its time, microseconds since 1970.</returns>
    public static long Read(ReadOnlySpan<byte> entry, long number, List<IndexPair> pairs)
    {
        long at = 0;
        bool isDisclosure = false;
        Utf8JsonReader json = new(entry);
        while (json.Read())
        {
            if (json.TokenType != JsonTokenType.PropertyName)
            {
                continue;
            }

            if (json.ValueTextEquals("action"u8))
            {
                json.Read();
                isDisclosure = json.ValueTextEquals("disclosure"u8);
            }
            else if (json.ValueTextEquals("at"u8))
            {
                json.Read();
                at = Microseconds(json.ValueSpan);
            }
            else if (json.ValueTextEquals("exchange"u8))
            {
                json.Read();
                pairs.Add(new IndexPair(IndexPair.HashOf(json.ValueSpan), number));
            }
            else if (json.ValueTextEquals("subjects"u8))
            {
                if (isDisclosure)
                {
                    break;
                }

                json.Read();
                while (json.Read() && json.TokenType == JsonTokenType.String)
                {
                    pairs.Add(new IndexPair(Hash(json.ValueSpan), number));
                }
            }
        }

        return at;
    }

    /// <summary>Twenty-seven characters of RFC 3339, read by place: an entry is canonical.</summary>
    private static long Microseconds(ReadOnlySpan<byte> text)
    {
        DateTime moment = new(
            Number(text[..4]), Number(text[5..7]), Number(text[8..10]), Number(text[11..13]), Number(text[14..16]), Number(text[17..19]), DateTimeKind.Utc);
        return ((moment.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond) + Number(text[20..26]);
    }

    /// <summary>Sixteen hexadecimal digits.</summary>
    private static ulong Hash(ReadOnlySpan<byte> digits)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        Convert.FromHexString(digits, bytes, out _, out _);
        return BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        int number = 0;
        foreach (byte digit in digits)
        {
            number = (number * 10) + (digit - '0');
        }

        return number;
    }
}
