using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Parley.Engine.Dictionary;

/// <summary>
/// One value of an attribute, in canonical form, in sixteen bytes: text and lists by reference, all else packed in the struct, so that a
/// bundle of a hundred values costs few allocations.
/// </summary>
/// <remarks>The reference field holds the string, the code entry, the list, or a marker that says how the bits are to be read.</remarks>
public readonly struct Value : IEquatable<Value>
{
    private const double PointScale = 1e7;

    private readonly object? _reference;
    private readonly long _bits;

    private Value(object reference, long bits)
    {
        _reference = reference;
        _bits = bits;
    }

    /// <summary>No value; also <c>default</c>.</summary>
    public static Value None => default;

    /// <summary>What this value holds.</summary>
    public ValueForm Form => _reference switch
    {
        null => ValueForm.None,
        string => ValueForm.Text,
        CodeEntry => ValueForm.Code,
        Marker marker => marker.Form,
        Value[] => ValueForm.List,
        _ => ValueForm.Number,
    };

    /// <summary>True when there is no value.</summary>
    public bool IsNone => _reference is null;

    /// <summary>A text; empty text is a value, not its absence.</summary>
    public static Value Text(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(text, 0);
    }

    /// <summary>A code of a list.</summary>
    public static Value Code(CodeEntry code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return new(code, 0);
    }

    /// <summary>A date, possibly partial.</summary>
    public static Value Date(PartialDate date) => new(Marker.Date, date.Packed);

    /// <summary>A time of day.</summary>
    public static Value Time(TimeOnly time) => new(Marker.Time, time.Ticks);

    /// <summary>A moment, by its UTC ticks (100 ns since 0001-01-01).</summary>
    public static Value Instant(DateTime utc) => new(Marker.Instant, utc.Ticks);

    /// <summary>A truth value.</summary>
    public static Value Boolean(bool value) => new(Marker.Boolean, value ? 1 : 0);

    /// <summary>A decimal number; trailing zeros are kept.</summary>
    public static Value Number(decimal number)
    {
        int scale = number.Scale;
        if (scale <= Marker.MostScale)
        {
            decimal mantissa = number * Marker.PowersOfTen[scale];
            if (mantissa is >= long.MinValue and <= long.MaxValue)
            {
                return new(Marker.Numbers[scale], (long)mantissa);
            }
        }

        return new(number, 0);
    }

    /// <summary>A whole number.</summary>
    public static Value Number(long number) => new(Marker.Numbers[0], number);

    /// <summary>A place: WGS84 degrees, kept to 1e-7 degree (about 1 cm).</summary>
    public static Value Point(double latitude, double longitude) => new(
        Marker.Point,
        ((long)(int)Math.Round(latitude * PointScale) << 32) | (uint)(int)Math.Round(longitude * PointScale));

    /// <summary>Several values of one attribute. The array is owned by the value from here on.</summary>
    public static Value List(Value[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new(values, 0);
    }

    /// <summary>The text of a <see cref="ValueForm.Text"/>.</summary>
    public string AsText => (string)_reference!;

    /// <summary>The entry of a <see cref="ValueForm.Code"/>.</summary>
    public CodeEntry AsCode => (CodeEntry)_reference!;

    /// <summary>The date of a <see cref="ValueForm.Date"/>.</summary>
    public PartialDate AsDate => PartialDate.FromPacked((int)_bits);

    /// <summary>The time of a <see cref="ValueForm.Time"/>.</summary>
    public TimeOnly AsTime => new(_bits);

    /// <summary>The moment of a <see cref="ValueForm.Instant"/>, in UTC.</summary>
    public DateTime AsInstant => new(_bits, DateTimeKind.Utc);

    /// <summary>The truth of a <see cref="ValueForm.Boolean"/>.</summary>
    public bool AsBoolean => _bits != 0;

    /// <summary>The number of a <see cref="ValueForm.Number"/>.</summary>
    public decimal AsNumber => _reference is Marker marker
        ? new decimal((int)Math.Abs(_bits), (int)(Math.Abs(_bits) >> 32), 0, _bits < 0, (byte)marker.Scale)
        : (decimal)_reference!;

    /// <summary>The latitude of a <see cref="ValueForm.Point"/>, in degrees.</summary>
    public double AsLatitude => (int)(_bits >> 32) / PointScale;

    /// <summary>The longitude of a <see cref="ValueForm.Point"/>, in degrees.</summary>
    public double AsLongitude => (int)_bits / PointScale;

    /// <summary>The values: those of a list, or this one value, or none.</summary>
    [UnscopedRef]
    public ReadOnlySpan<Value> Values => _reference switch
    {
        null => default,
        Value[] list => list,
        _ => new ReadOnlySpan<Value>(in this),
    };

    /// <inheritdoc/>
    public bool Equals(Value other)
    {
        if (ReferenceEquals(_reference, other._reference))
        {
            return _bits == other._bits;
        }

        return (_reference, other._reference) switch
        {
            (string left, string right) => string.Equals(left, right, StringComparison.Ordinal),
            (Value[] left, Value[] right) => left.AsSpan().SequenceEqual(right),
            _ => Form == ValueForm.Number && other.Form == ValueForm.Number && AsNumber == other.AsNumber,
        };
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Value other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Form switch
    {
        ValueForm.Text => string.GetHashCode(AsText, StringComparison.Ordinal),
        ValueForm.Number => AsNumber.GetHashCode(),
        ValueForm.List => ((Value[])_reference!).Length,
        ValueForm.Code => _reference!.GetHashCode(),
        _ => _bits.GetHashCode(),
    };

    /// <summary>The exchanged form in the dictionary's own JSON, unquoted; lists are joined with commas.</summary>
    public override string ToString() => Form switch
    {
        ValueForm.None => "",
        ValueForm.Text => AsText,
        ValueForm.Code => AsCode.Code,
        ValueForm.Date => AsDate.ToString(),
        ValueForm.Time => AsTime.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        ValueForm.Instant => AsInstant.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFZ", CultureInfo.InvariantCulture),
        ValueForm.Number => AsNumber.ToString(CultureInfo.InvariantCulture),
        ValueForm.Boolean => AsBoolean ? "true" : "false",
        ValueForm.Point => string.Create(CultureInfo.InvariantCulture, $"{AsLatitude:0.0######} {AsLongitude:0.0######}"),
        _ => string.Join(", ", (Value[])_reference!),
    };

    /// <summary>Equality of value.</summary>
    public static bool operator ==(Value left, Value right) => left.Equals(right);

    /// <summary>Inequality of value.</summary>
    public static bool operator !=(Value left, Value right) => !left.Equals(right);

    private sealed class Marker(ValueForm form, int scale = 0)
    {
        public const int MostScale = 18;

        public static readonly decimal[] PowersOfTen = [.. Enumerable.Range(0, MostScale + 1).Select(n => (decimal)Math.Pow(10, n))];
        public static readonly Marker Date = new(ValueForm.Date);
        public static readonly Marker Time = new(ValueForm.Time);
        public static readonly Marker Instant = new(ValueForm.Instant);
        public static readonly Marker Boolean = new(ValueForm.Boolean);
        public static readonly Marker Point = new(ValueForm.Point);
        public static readonly Marker[] Numbers = [.. Enumerable.Range(0, MostScale + 1).Select(n => new Marker(ValueForm.Number, n))];

        public ValueForm Form { get; } = form;

        public int Scale { get; } = scale;
    }
}
