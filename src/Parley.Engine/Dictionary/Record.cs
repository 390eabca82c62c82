namespace Parley.Engine.Dictionary;

/// <summary>
/// One Person, Object, Location or Event in the dictionary's terms. Holds only the attributes that have a value, in the order they were set;
/// records are small, so a linear look-up by reference beats a hash.
/// </summary>
/// <remarks>Built by one thread; not changed once its bundle is handed on.</remarks>
public sealed class Record
{
    private AttributeValue[] _values;
    private int _count;

    /// <summary>Makes an empty record with room for some attributes.</summary>
    public Record(RecordType type, int capacity = 8)
    {
        ArgumentNullException.ThrowIfNull(type);
        Type = type;
        _values = new AttributeValue[Math.Max(capacity, 1)];
    }

    /// <summary>The type.</summary>
    public RecordType Type { get; }

    /// <summary>The entity role it plays in its bundle, when the message says so (<c>victim</c>); links may say more.</summary>
    public EntityRole? Role { get; set; }

    /// <summary>The record's identifier within its bundle or message, when the message has one; otherwise null and its place in the bundle serves.</summary>
    public string? Id { get; set; }

    /// <summary>The attributes that have a value.</summary>
    public ReadOnlySpan<AttributeValue> Attributes => _values.AsSpan(0, _count);

    /// <summary>The value of an attribute, or none.</summary>
    public Value this[AttributeDefinition attribute]
    {
        get
        {
            foreach (ref readonly AttributeValue item in Attributes)
            {
                if (ReferenceEquals(item.Attribute, attribute))
                {
                    return item.Value;
                }
            }

            return Value.None;
        }
    }

    /// <summary>The value of an attribute by name; none when the type has no such attribute.</summary>
    public Value this[string attribute] => Type.TryGet(attribute, out AttributeDefinition? definition) ? this[definition] : Value.None;

    /// <summary>Sets an attribute's value, replacing one that is there; none removes it.</summary>
    public void Set(AttributeDefinition attribute, Value value)
    {
        for (int i = 0; i < _count; i++)
        {
            if (ReferenceEquals(_values[i].Attribute, attribute))
            {
                if (value.IsNone)
                {
                    _values.AsSpan(i + 1, _count - i - 1).CopyTo(_values.AsSpan(i));
                    _values[--_count] = default;
                }
                else
                {
                    _values[i] = new AttributeValue(attribute, value);
                }

                return;
            }
        }

        if (!value.IsNone)
        {
            Append(attribute, value);
        }
    }

    /// <summary>Adds a value that is known not to be there yet: the translator's hot path, where the definition has proved it.</summary>
    internal void Append(AttributeDefinition attribute, Value value)
    {
        if (_count == _values.Length)
        {
            Array.Resize(ref _values, _count * 2);
        }

        _values[_count++] = new AttributeValue(attribute, value);
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"{Type.Name}({string.Join(", ", _values.Take(_count).Select(v => $"{v.Attribute.Name}={v.Value}"))})";
}
