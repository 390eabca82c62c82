using Parley.Engine.Dictionary;
using Parley.Engine.Workspace;

namespace Parley.Server.Exchanges;

/// <summary>One way from an event to a recipient: an accepts entry, ready to be asked.</summary>
internal sealed class Route
{
    private readonly AttributeDefinition?[] _with;
    private readonly AttributeDefinition?[] _without;
    private readonly (AttributeDefinition? Attribute, IReadOnlyList<string> Values)[] _where;

    public Route(SystemDefinition recipient, AcceptDefinition accept, int number, long terms, RecordType subject)
    {
        (Recipient, Accept, Number, Terms) = (recipient, accept, number, terms);
        MessageType = recipient.Messages[accept.MessageType];
        _with = [.. accept.With.Select(Find)];
        _without = [.. accept.Without.Select(Find)];
        _where = [.. accept.Where.Select(w => (Find(w.Key), w.Value))];
        Placeholders = [.. UrlTemplate.Placeholders(accept.Delivery).Where(p => subject.TryGet(p, out _))];

        AttributeDefinition? Find(string name) => subject.TryGet(name, out AttributeDefinition? found) ? found : null;
    }

    /// <summary>The recipient.</summary>
    public SystemDefinition Recipient { get; }

    /// <summary>The entry.</summary>
    public AcceptDefinition Accept { get; }

    /// <summary>Which of the recipient's entries of this message type it is, from 0.</summary>
    public int Number { get; }

    /// <summary>One number for what the entry takes and why.</summary>
    public long Terms { get; }

    /// <summary>The message type that is written.</summary>
    public MessageTypeDefinition MessageType { get; }

    /// <summary>The subject's attributes that address or file name ask for.</summary>
    public IReadOnlyList<string> Placeholders { get; }

    /// <summary>Whether a subject from a source goes this way.</summary>
    public bool Takes(string source, Record subject)
    {
        if (string.Equals(source, Recipient.Id, StringComparison.Ordinal)
            || (Accept.From.Count > 0 && !Accept.From.Contains(source, StringComparer.Ordinal)))
        {
            return false;
        }

        foreach (AttributeDefinition? attribute in _with)
        {
            if (attribute is null || subject[attribute].IsNone)
            {
                return false;
            }
        }

        foreach (AttributeDefinition? attribute in _without)
        {
            if (attribute is not null && !subject[attribute].IsNone)
            {
                return false;
            }
        }

        foreach ((AttributeDefinition? attribute, IReadOnlyList<string> values) in _where)
        {
            if (attribute is null || !HasOne(subject[attribute], values))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasOne(Value value, IReadOnlyList<string> wanted)
    {
        foreach (Value one in value.Values)
        {
            if (wanted.Contains(one.ToString(), StringComparer.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
