namespace Parley.Server.Storage;

/// <summary>One value of a statement: a 64-bit number, a text, bytes or nothing. Carries numbers without a box.</summary>
internal readonly struct SqlValue
{
    private static readonly object s_number = new();

    private readonly object? _reference;
    private readonly long _number;

    private SqlValue(object? reference, long number) => (_reference, _number) = (reference, number);

    /// <summary>No value.</summary>
    public static SqlValue Null => default;

    /// <summary>True for no value.</summary>
    public bool IsNull => _reference is null;

    /// <summary>The text, or null when it is none.</summary>
    public string? Text => _reference as string;

    /// <summary>True for bytes.</summary>
    public bool IsBytes => _reference is byte[];

    /// <summary>The bytes; none when it is something else.</summary>
    public ReadOnlySpan<byte> Bytes => _reference as byte[];

    /// <summary>The number, when it is neither text, bytes nor nothing.</summary>
    public long Number => _number;

    /// <summary>The value as ADO.NET takes it.</summary>
    public object Boxed => _reference switch
    {
        null => DBNull.Value,
        _ => ReferenceEquals(_reference, s_number) ? _number : _reference,
    };

    public static implicit operator SqlValue(long number) => new(s_number, number);

    public static implicit operator SqlValue(long? number) => number is long value ? new(s_number, value) : default;

    public static implicit operator SqlValue(string? text) => new(text, 0);

    public static implicit operator SqlValue(byte[]? bytes) => new(bytes, 0);
}
