using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Parley.Engine.Expressions;

/// <summary>An immutable JSON value: what jq programs read and give. Objects keep the order of insertion. Compared by content.</summary>
public abstract class JqValue : IEquatable<JqValue>
{
    /// <summary>Deeper nesting is refused when a value is read or built, so that no walk over a value can exhaust the stack.</summary>
    public const int DeepestNesting = 512;

    private protected JqValue()
    {
    }

    /// <summary>The value null.</summary>
    public static JqValue Null { get; } = new JqNull();

    /// <summary>The value true.</summary>
    public static JqValue True { get; } = new JqBoolean(true);

    /// <summary>The value false.</summary>
    public static JqValue False { get; } = new JqBoolean(false);

    /// <summary>What kind of value it is.</summary>
    public abstract JqKind Kind { get; }

    /// <summary>About how many characters the value takes when written out; shared parts count each time they are met.</summary>
    internal abstract long Weight { get; }

    /// <summary>Levels of arrays and objects; 0 for scalars.</summary>
    internal virtual int Depth => 0;

    /// <summary>False for null and false, true for all else.</summary>
    public bool IsTruthy => Kind is not (JqKind.Null or JqKind.False);

    /// <summary>The number; misuse on another kind throws.</summary>
    public double AsNumber => this is JqNumber number ? number.Value : throw new InvalidOperationException("Not a number.");

    /// <summary>The string; misuse on another kind throws.</summary>
    public string AsString => this is JqString text ? text.Value : throw new InvalidOperationException("Not a string.");

    /// <summary>The elements of an array; empty for any other kind.</summary>
    public IReadOnlyList<JqValue> Items => this is JqArray array ? array.Elements : [];

    /// <summary>The members of an object in their order; empty for any other kind.</summary>
    public IEnumerable<KeyValuePair<string, JqValue>> Members => this is JqObject o ? o.Pairs() : [];

    /// <summary>True or false as a value.</summary>
    public static JqValue From(bool value) => value ? True : False;

    /// <summary>A number as a value.</summary>
    public static JqValue From(double value) => new JqNumber(value);

    /// <summary>A string as a value; null gives the value null.</summary>
    public static JqValue From(string? value) => value is null ? Null : new JqString(value);

    /// <summary>An array of values.</summary>
    public static JqValue FromItems(IEnumerable<JqValue> items) => new JqArray([.. items]);

    /// <summary>An object; of members with the same name the last wins.</summary>
    public static JqValue FromMembers(IEnumerable<KeyValuePair<string, JqValue>> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        var builder = new JqObjectBuilder();
        foreach ((string name, JqValue value) in members)
        {
            builder.Set(name, value);
        }

        return builder.Build();
    }

    /// <summary>Reads one JSON text. False, with the fault in words, when it is none or nests deeper than <see cref="DeepestNesting"/>.</summary>
    public static bool TryParse(ReadOnlySpan<byte> utf8, [NotNullWhen(true)] out JqValue? value, [NotNullWhen(false)] out string? fault) =>
        TryParse(utf8, JqJsonForm.Strict, out value, out fault);

    /// <summary>Reads one JSON text in a form.</summary>
    internal static bool TryParse(ReadOnlySpan<byte> utf8, JqJsonForm form, [NotNullWhen(true)] out JqValue? value, [NotNullWhen(false)] out string? fault)
    {
        var reader = new JqReader(utf8, form, JqShapes.ForThisThread);
        value = reader.ReadWhole();
        fault = reader.Fault;
        return value is not null;
    }

    /// <summary>The member of an object, or null when there is none or this is no object.</summary>
    public JqValue? Member(string name) => this is JqObject o ? o.Find(name) : null;

    /// <summary>The value as JSON in UTF-8, without white space.</summary>
    public byte[] ToUtf8()
    {
        using var writer = new JqWriter(JqLayout.Compact);
        writer.Write(this);
        return writer.Written.ToArray();
    }

    /// <summary>The value as JSON text, without white space.</summary>
    public override string ToString()
    {
        using var writer = new JqWriter(JqLayout.Compact);
        writer.Write(this);
        return Encoding.UTF8.GetString(writer.Written);
    }

    /// <inheritdoc/>
    public bool Equals(JqValue? other) => other is not null && JqComparer.Compare(this, other) == 0;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as JqValue);

    /// <inheritdoc/>
    public override int GetHashCode() => this switch
    {
        JqNumber number => number.Value.GetHashCode(),
        JqString text => string.GetHashCode(text.Value, StringComparison.Ordinal),
        JqArray array => HashCode.Combine(JqKind.Array, array.Elements.Length),
        JqObject o => HashCode.Combine(JqKind.Object, o.Count),
        _ => (int)Kind,
    };
}
