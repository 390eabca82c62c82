using System.Buffers.Binary;
using System.Security.Cryptography;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary>
/// The rows of the records' versions as followers know them. A row stands behind a keyed permutation, so that neither the order of ids nor what lies between two of
/// them tells how much there is that a follower may not see; a place from which to go on is another text each time, so that it does not tell whether anything
/// has come either (ADR 0025).
/// </summary>
/// <remarks>
/// The permutation is a Feistel network over 62 bits, the number space of the ids, with SipHash for its rounds: 40 bits are the row and 22 a salt, which is 1 in an event's id.
/// Safe for many threads.
/// </remarks>
internal sealed class EventIds(Store store, ServerOptions options)
{
    private const int RowBits = 40;
    private const int HalfBits = 31;
    private const int Rounds = 8;
    private const long HalfMask = (1L << HalfBits) - 1;
    private const long RowMask = (1L << RowBits) - 1;
    private const long SaltMask = (1L << ((2 * HalfBits) - RowBits)) - 1;

    private const long EventSalt = 1;

    // How long ids are still understood that were given out as plain numbers, from the youngest that can have been.
    private static readonly TimeSpan s_plainFor = TimeSpan.FromDays(30);

    private readonly KeyedHash _round = new(store.Keys.KeyFor("parley event ids"), "round");

    // Counted, not drawn, so that a salt comes again only after all others; begun anywhere, so that a restart does not give out the same again.
    private int _salt = RandomNumberGenerator.GetInt32(int.MaxValue);

    /// <summary>What to tell who names an event that there is not, however it came by the text.</summary>
    public static string Unknown(string text) =>
        $"'{text}' is not the id of an event of this installation, nor a place that it gave out. Begin with {PublicId.Version(0)} for all there is, or without a place.";

    /// <summary>The id of the event of a row, always the same.</summary>
    public string Of(long row) => Name(row, EventSalt);

    /// <summary>The place after a row, each time another text.</summary>
    public string PlaceAfter(long row) => Name(row, EventSalt + 1 + ((uint)Interlocked.Increment(ref _salt) % (SaltMask - EventSalt)));

    /// <summary>The row of an id or of a place; 0 for the beginning, null where the text was never given out.</summary>
    public async Task<long?> FindAsync(string text, CancellationToken cancellationToken)
    {
        if (!PublicId.TryParse('v', text, out long code) || code >> (2 * HalfBits) != 0)
        {
            return null;
        }

        if (code <= RowMask)
        {
            return code == 0 || await WasPlainAsync(code, cancellationToken) ? code : null;
        }

        long row = Unmixed(code) & RowMask;
        return row <= await store.Reader.LastRecordVersionAsync(cancellationToken) ? row : null;
    }

    private async Task<bool> WasPlainAsync(long row, CancellationToken cancellationToken)
    {
        (long last, long knownAt) = await store.Reader.PlainEventIdsAsync(cancellationToken);
        return row <= last && Clock.Microseconds(options.Time) - knownAt <= Clock.Microseconds(s_plainFor);
    }

    // Neither what is mixed nor what comes of it looks like a plain number: what would, one in four million, is mixed once more, and unmixed as often.
    private string Name(long row, long salt)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(row, RowMask);
        long code = (salt << RowBits) | row;
        do
        {
            (long left, long right) = (code >> HalfBits, code & HalfMask);
            for (int round = 0; round < Rounds; round++)
            {
                (left, right) = (right, left ^ Half(round, right));
            }

            code = (left << HalfBits) | right;
        }
        while (code <= RowMask);
        return PublicId.Version(code);
    }

    private long Unmixed(long code)
    {
        do
        {
            (long left, long right) = (code >> HalfBits, code & HalfMask);
            for (int round = Rounds - 1; round >= 0; round--)
            {
                (left, right) = (right ^ Half(round, left), left);
            }

            code = (left << HalfBits) | right;
        }
        while (code <= RowMask);
        return code;
    }

    private long Half(int round, long half)
    {
        Span<byte> bytes = stackalloc byte[1 + sizeof(uint)];
        bytes[0] = (byte)round;
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[1..], (uint)half);
        return (long)(_round.Of(bytes) & (ulong)HalfMask);
    }
}
