namespace Parley.Server.Storage;

/// <summary>A delivery as it is stored. Changed only by the queue of its recipient.</summary>
internal sealed record DeliveryRow
{
    /// <summary>Its place in the order of commits; set by the writer.</summary>
    public long Seq { get; set; }

    public required long Exchange { get; init; }

    /// <summary>Its number within the exchange, from 1.</summary>
    public required int N { get; init; }

    public required string Recipient { get; init; }

    public required string Type { get; init; }

    /// <summary>Which of the recipient's accepts of this message type, from 0.</summary>
    public required int Route { get; init; }

    /// <summary>Deliveries to one recipient with the same order key go strictly one after another.</summary>
    public required long OrderKey { get; init; }

    public DeliveryStatus Status { get; set; }

    public int Attempts { get; set; }

    /// <summary>Not to be tried before, microseconds since 1970; 0 for at once.</summary>
    public long NextAttempt { get; set; }

    public long? Content { get; set; }

    /// <summary>The number of its exchange's key; null for one made before content was sealed.</summary>
    public long? Key { get; set; }

    /// <summary>That key, while the delivery is in memory from the start.</summary>
    public ContentKey? Secret { get; set; }

    /// <summary>The subject's type, key and placeholder values, as JSON, as far as delivery and reply need them.</summary>
    public string? Facts { get; set; }

    /// <summary>The purpose it was decided for; a code of the list of purposes.</summary>
    public string? Purpose { get; set; }

    /// <summary>The agreements it rests on, each as <c>id@first 16 hexadecimal digits of its hash</c>, parted by spaces; null for none (local).</summary>
    public string? Agreements { get; set; }

    /// <summary>One number for all that it was decided by beside its data: rules, parties, agreements, accepts entry; null when it was decided before there was one.</summary>
    public long? Terms { get; set; }

    /// <summary>The policy that it was last found to stand under, so that it need not be asked while that is in force; not stored.</summary>
    public object? StandsUnder { get; set; }

    /// <summary>The system that the data came from, while it is known in memory; not stored, since the exchange says it.</summary>
    public string? Source { get; set; }

    /// <summary>How many attributes and records were withheld.</summary>
    public int Withheld { get; set; }

    /// <summary>How many of them for which reason (<c>SHR101:4 SHR104:1</c>), for the owner of the data only; null for none.</summary>
    public string? WithheldReasons { get; set; }

    /// <summary>The subjects it discloses, each the eight bytes (big-endian) of its keyed hash; null for none.</summary>
    public byte[]? Subjects { get; set; }

    /// <summary>The organisation whose data it is, while it is known in memory; not stored, since the exchange says it.</summary>
    public string? Organisation { get; set; }

    /// <summary>True once the ledger says that this delivery may have arrived, so that it does not say so at each of many attempts.</summary>
    public bool SaidUnknown { get; set; }

    /// <summary>True once the ledger says that the objects of this delivery go with it, so that it does not say so at each of many attempts; not stored.</summary>
    public bool SaidObjects { get; set; }

    /// <summary>True once the ledger has what is known of attempts before this start, so that nothing need be supposed any more.</summary>
    public bool IsAccounted { get; set; }

    public string? Issues { get; set; }

    public string? Error { get; set; }

    public int? HttpStatus { get; set; }

    public byte[]? Response { get; set; }

    public long? Done { get; set; }

    public long? TookMicroseconds { get; set; }

    /// <summary>The message, when it is in memory; otherwise it is read from the contents.</summary>
    public byte[]? Body { get; set; }

    /// <summary>The bytes that its queue counts for it; the body may change while it waits.</summary>
    public int BytesCounted { get; set; }
}
