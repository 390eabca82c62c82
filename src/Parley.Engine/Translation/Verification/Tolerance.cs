using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Identifiers;
using Parley.Engine.Formats.FixedWidth;
using Parley.Engine.Translation.Codecs;
using Parley.Engine.Translation.Definition;

namespace Parley.Engine.Translation.Verification;

/// <summary>
/// What may come back in place of what went because the definition itself says so: one-way rules, shared fields, defaults, accepted losses,
/// and what a codec normalises or narrows. Whatever else differs is a fault.
/// </summary>
internal sealed class Tolerance(TranslationDefinition definition)
{
    /// <summary>Degrees within which a place converted to the National Grid and back is the same (about 10 m).</summary>
    private const double SamePlace = 0.0001;

    private readonly FieldPlaces _places = new(definition);
    private readonly Dictionary<(RecordRule Record, AttributeDefinition Attribute), bool> _compared = new(ReferencePair.Instance);

    /// <summary>Attributes that are never compared, for the report.</summary>
    public IReadOnlyList<string> NotCompared =>
    [
        .. definition.Records.SelectMany(r => r.Attributes
            .Where(a => !IsCompared(r, a.Attribute))
            .Select(a => $"{r.Name}.{a.Attribute.Name}")).Distinct(),
    ];

    /// <summary>Whether an attribute goes both ways through fields of its own.</summary>
    public bool IsCompared(RecordRule record, AttributeDefinition attribute)
    {
        if (!_compared.TryGetValue((record, attribute), out bool compared))
        {
            _compared[(record, attribute)] = compared = GoesBothWays(record, attribute);
        }

        return compared;
    }

    private bool GoesBothWays(RecordRule record, AttributeDefinition attribute)
    {
        bool reads = false;
        bool writes = false;
        foreach (AttributeRule rule in record.Attributes)
        {
            if (ReferenceEquals(rule.Attribute, attribute))
            {
                if (_places.IsShared(record, rule) || rule.Codec is JqField or JqOutField)
                {
                    return false;
                }

                reads |= rule.Reads;
                writes |= rule.Writes || rule.Codec is ConstantField;
            }
        }

        return reads && writes;
    }

    /// <summary>Whether a link's role goes both ways in every rule that has it.</summary>
    public bool IsCompared(LinkRole role) => definition.Links.All(l => (l.Reads && l.Writes) || !l.AllRoles.Contains(role));

    /// <summary>Whether all that a record holds was read by rules that go one way: it may appear without having gone.</summary>
    public bool IsComputed(Record record)
    {
        foreach (RecordRule rule in definition.Records.Where(r => ReferenceEquals(r.Type, record.Type)))
        {
            bool computed = true;
            foreach (ref readonly AttributeValue value in record.Attributes)
            {
                AttributeDefinition attribute = value.Attribute;
                computed &= !IsCompared(rule, attribute) || rule.Attributes.Any(a => ReferenceEquals(a.Attribute, attribute) && (a.DefaultOut is not null || a.Codec is ConstantField));
            }

            if (computed)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether what came back may stand for what went.</summary>
    public bool Accepts(RecordRule record, AttributeDefinition attribute, Value went, Value cameBack)
    {
        if (!IsCompared(record, attribute))
        {
            return true;
        }

        IEnumerable<AttributeRule> rules = record.Attributes.Where(a => ReferenceEquals(a.Attribute, attribute));
        return rules.Any(rule => Accepts(rule, went, cameBack));
    }

    // Fields of fixed width are filled up with spaces: those at the ends of a value are not its own.
    private bool IsPadding(Value went, Value cameBack) =>
        definition.Format is FixedWidthFormat && went.Form == ValueForm.Text
        && (cameBack.IsNone ? went.AsText.Trim().Length == 0 : cameBack.Form == ValueForm.Text && went.AsText.Trim() == cameBack.AsText.Trim());

    private bool Accepts(AttributeRule rule, Value went, Value cameBack)
    {
        if ((rule.Accepted is not null && !went.IsNone) || IsPadding(went, cameBack))
        {
            return true;
        }

        if (went.IsNone)
        {
            return rule.DefaultOut is not null || (rule.Reads && !rule.DefaultIn.IsNone && cameBack == rule.DefaultIn);
        }

        if (went.Form == ValueForm.List || cameBack.Form == ValueForm.List)
        {
            return EachAccepted(rule, went, cameBack);
        }

        if (rule.DefaultOut is not null && went.Form is ValueForm.Date && !went.AsDate.IsFull)
        {
            return true;
        }

        return went.Form switch
        {
            ValueForm.Code => Code(rule, went.AsCode, cameBack),
            ValueForm.Text => Text(rule, went.AsText, cameBack),
            ValueForm.Instant => Moment(rule, went.AsInstant, cameBack),
            ValueForm.Number => Number(rule, went.AsNumber, cameBack),
            ValueForm.Point => cameBack.Form == ValueForm.Point && rule.Codec.Fidelity != CodecFidelity.Exact
                && Math.Abs(went.AsLatitude - cameBack.AsLatitude) < SamePlace
                && Math.Abs(went.AsLongitude - cameBack.AsLongitude) < SamePlace,
            _ => false,
        };
    }

    private bool EachAccepted(AttributeRule rule, Value went, Value cameBack)
    {
        ReadOnlySpan<Value> left = went.Values;
        ReadOnlySpan<Value> right = cameBack.Values;
        if (left.Length != right.Length)
        {
            return false;
        }

        for (int i = 0; i < left.Length; i++)
        {
            if (left[i] != right[i] && !Accepts(rule, left[i], right[i]))
            {
                return false;
            }
        }

        return true;
    }

    // A code that the source has no word for, or only a wider one, was known to be lost when the definition was read (TRN109, relation).
    private static bool Code(AttributeRule rule, CodeEntry went, Value cameBack)
    {
        if (Inner(rule.Codec) is not CodeCodec codec)
        {
            return false;
        }

        byte[]? word = codec.Table.IsIdentity ? went.Utf8Code : codec.Table.WayBack(went);
        return word is null
            || (cameBack.Form == ValueForm.Code && codec.Table.Find(word) is { Relation: not CodeRelation.Exact });
    }

    private static bool Text(AttributeRule rule, string went, Value cameBack)
    {
        ValueCodec? codec = Inner(rule.Codec);
        if (codec is IdentifierCodec && rule.Attribute.Identifier is { } name && IdentifierKind.Find(name) is { } kind)
        {
            return cameBack.Form == ValueForm.Text && kind.Parse(went).Canonical == kind.Parse(cameBack.AsText).Canonical;
        }

        // Texts that codes stand for: one that has no code, or shares one with another, was known to be lost (relation, TRN304).
        if (codec is CodeCodec { Table: { IsOfTexts: true } table })
        {
            byte[]? word = table.List.TryGet(went, out CodeEntry? text) ? table.WayBack(text) : null;
            return word is null || (cameBack.Form == ValueForm.Text && table.Find(word) is { Relation: not CodeRelation.Exact });
        }

        return codec is TextCodec && cameBack.Form == ValueForm.Text && codec.Fidelity switch
        {
            CodecFidelity.Normalised => string.Equals(went, cameBack.AsText, StringComparison.OrdinalIgnoreCase),
            CodecFidelity.Narrowed => true,
            _ => false,
        };
    }

    private static bool Moment(AttributeRule rule, DateTime went, Value cameBack)
    {
        string pattern = rule.Codec switch
        {
            DateTimeField parts => parts.Times[0].Text,
            _ => Inner(rule.Codec) is InstantCodec codec ? codec.Patterns[0].Text : "iso",
        };
        if (pattern == "iso")
        {
            return false;
        }

        bool hasTime = pattern.Contains('H', StringComparison.Ordinal) || pattern.Contains('h', StringComparison.Ordinal);
        if (!hasTime)
        {
            return cameBack.Form == ValueForm.Date;
        }

        TimeSpan step = pattern.Contains('f', StringComparison.Ordinal) ? TimeSpan.FromTicks(TimePattern.PowerOfTen(7 - pattern.Count(c => c == 'f')))
            : pattern.Contains('s', StringComparison.Ordinal) ? TimeSpan.FromSeconds(1)
            : pattern.Contains('m', StringComparison.Ordinal) ? TimeSpan.FromMinutes(1)
            : TimeSpan.FromHours(1);
        return cameBack.Form == ValueForm.Instant && went >= cameBack.AsInstant && went - cameBack.AsInstant < step;
    }

    private static bool Number(AttributeRule rule, decimal went, Value cameBack)
    {
        decimal step = rule.Codec is MeasureField measure ? measure.Step : Inner(rule.Codec) is NumberCodec codec ? codec.Step : 0;
        return cameBack.Form == ValueForm.Number && Math.Abs(went - cameBack.AsNumber) <= step;
    }

    /// <summary>The codec of a single value within the rule's codec; null for those that work on several fields at once.</summary>
    public static ValueCodec? Inner(FieldCodec codec) => codec switch
    {
        SingleField single => single.Codec,
        ManyField many => many.Codec,
        PositionField position => position.Codec,
        SplitField split => split.Codec,
        CodeOtherField other => other.Codec,
        JoinField join => join.Codec,
        LengthsField parts => parts.Codec,
        _ => null,
    };

    // Rules are records: their own equality would compare all they hold.
    private sealed class ReferencePair : IEqualityComparer<(RecordRule Record, AttributeDefinition Attribute)>
    {
        public static ReferencePair Instance { get; } = new();

        public bool Equals((RecordRule Record, AttributeDefinition Attribute) x, (RecordRule Record, AttributeDefinition Attribute) y) =>
            ReferenceEquals(x.Record, y.Record) && ReferenceEquals(x.Attribute, y.Attribute);

        public int GetHashCode((RecordRule Record, AttributeDefinition Attribute) pair) =>
            HashCode.Combine(pair.Record.Ordinal, pair.Attribute.Name.GetHashCode(StringComparison.Ordinal));
    }
}
