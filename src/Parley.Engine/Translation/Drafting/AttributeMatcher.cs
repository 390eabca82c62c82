using Parley.Engine.Dictionary;
using ValueType = Parley.Engine.Dictionary.ValueType;

namespace Parley.Engine.Translation.Drafting;

/// <summary>Matches a field with the attributes of a record type, by name and by values.</summary>
internal sealed class AttributeMatcher(PoleDictionary dictionary, DateOnly today)
{
    private const int MostConfidence = 99;

    private static readonly HashSet<string> Vague = new(StringComparer.Ordinal) { "reference", "number", "code", "type", "name", "text", "date", "time", "from", "to", "status", "other" };

    private static readonly HashSet<string> WhenWords = new(StringComparer.Ordinal) { "date", "time", "datetime", "timestamp" };

    // What a message says of itself is seldom what it is about.
    private static readonly HashSet<string> Envelope = new(StringComparer.Ordinal) { "header", "envelope", "metadata", "meta", "control" };

    private readonly SpecGuesser _specs = new(today);
    private readonly Dictionary<AttributeDefinition, string[]> _words = [];
    private readonly Dictionary<(DraftField, RecordType), IReadOnlyList<AttributeMatch>> _known = [];

    /// <summary>The attributes that a field can be, the likeliest first.</summary>
    public IReadOnlyList<AttributeMatch> Match(DraftField field, RecordType type)
    {
        if (!_known.TryGetValue((field, type), out IReadOnlyList<AttributeMatch>? matches))
        {
            List<(string[] Words, int Cost, string How)> variants = Variants(field, FieldWords.Raw(type.Name));
            _known[(field, type)] = matches = [.. type.Attributes.Select(a => Match(field, a, variants)).OfType<AttributeMatch>().OrderByDescending(m => m.Confidence).Take(6)];
        }

        return matches;
    }

    /// <summary>How likely a field belongs to a type at all, 0 to 100.</summary>
    public int Best(DraftField field, RecordType type) => Match(field, type) is [var best, ..] ? best.Confidence : 0;

    private AttributeMatch? Match(DraftField field, AttributeDefinition attribute, List<(string[] Words, int Cost, string How)> variants)
    {
        // What a name says to be a date is no text or number, whatever else the name has in common with it.
        if (field.Words is [.., var last] && WhenWords.Contains(last)
            && attribute.Type is ValueType.Text or ValueType.Number or ValueType.Boolean
            && !WordsOf(attribute).Any(WhenWords.Contains))
        {
            return null;
        }

        bool telling = field.Kind == DraftFieldKind.Single && SpecGuesser.IsTelling(attribute, field.First);
        (int name, string why) = Name(field, attribute, variants);
        if (telling && name < 45 && HasRoomForAny(attribute))
        {
            (name, why) = (45, "the name says nothing");
        }

        if (name < 30 || Spec(attribute, field) is not { } spec)
        {
            return null;
        }

        int confidence = Math.Clamp(name + spec.Evidence, 0, MostConfidence);
        return new AttributeMatch(field, attribute, confidence, $"{why}; {spec.Why}", spec);
    }

    // Of the attributes of one kind of identifier, those that are not of something else's (officerTelephone).
    private static bool HasRoomForAny(AttributeDefinition attribute) => attribute.Name is "telephones" or "number" or "emails" or "postcode" or "pncId" or "cro" or "asn" or "niNumber" or "driverNumber" or "imei" or "address";

    private FieldSpec? Spec(AttributeDefinition attribute, DraftField field) => attribute.Type == ValueType.Code && field.Kind == DraftFieldKind.Single && !(field.IsList && !attribute.Many)
        ? CodeGuesser.Guess(attribute.Codes!, field.First, dictionary.CrosswalkList)
        : _specs.Guess(attribute, field);

    // The best of: the field's own words, those with the objects around it, and either with near words put in.
    private (int Score, string Why) Name(DraftField field, AttributeDefinition attribute, List<(string[] Words, int Cost, string How)> variants)
    {
        if (field.Kind is DraftFieldKind.LatitudeLongitude or DraftFieldKind.EastingNorthing)
        {
            return attribute.Type == ValueType.Point ? (75, "a place") : (0, "");
        }

        string[] wanted = WordsOf(attribute);
        int best = 0;
        string why = "";
        foreach ((string[] words, int cost, string how) in variants)
        {
            int score = Likeness(words, wanted) - cost;
            if (score > best)
            {
                (best, why) = (score, how);
            }
        }

        return (best, why);
    }

    private static List<(string[] Words, int Cost, string How)> Variants(DraftField field, string[] about)
    {
        // "number" or "code" alone says little when something stands around it.
        int vague = field.Context.Length > 0 && field.Words.All(Vague.Contains) ? 15 : 0;
        int header = field.Context.Any(Envelope.Contains) ? 15 : 0;
        List<(string[] Words, int Cost, string How)> variants = [(field.Words, vague + header, "the name says so")];
        string[] without = [.. field.Words.Except(about)];
        if (without.Length > 0 && without.Length < field.Words.Length)
        {
            variants.Add((without, 3 + header, "the name says so"));
        }

        if (field.Context.Length > 0)
        {
            variants.Add(([.. field.Context.Concat(field.Words).Distinct()], 6 + header, "the name and what is around it say so"));
            variants.Add((field.Context, 24 + header, "what is around it says so"));
        }

        foreach ((string[] words, int cost, _) in variants.ToArray())
        {
            foreach ((string[] from, string[] to, int more) in DraftWords.Near)
            {
                int at = IndexOf(words, from);
                if (at >= 0)
                {
                    variants.Add(([.. words[..at], .. to, .. words[(at + from.Length)..]], cost + more, $"'{string.Join(' ', from)}' may mean {string.Join(' ', to)}"));
                }
            }
        }

        return variants;
    }

    private static int Likeness(string[] words, string[] wanted)
    {
        int shared = 0;
        foreach (string word in wanted)
        {
            shared += Array.IndexOf(words, word) >= 0 ? 1 : 0;
        }

        if (shared == 0)
        {
            return 0;
        }

        int missing = wanted.Length - shared;
        int extra = words.Length - shared;
        return Math.Max(0, (missing, extra) switch
        {
            (0, 0) => 80,
            (0, _) => 64 - (8 * extra),
            (_, 0) => 58 - (9 * missing),
            _ => 50 - (10 * missing) - (10 * extra),
        });
    }

    private string[] WordsOf(AttributeDefinition attribute)
    {
        if (!_words.TryGetValue(attribute, out string[]? words))
        {
            _words[attribute] = words = FieldWords.Of(attribute.Name);
        }

        return words;
    }

    private static int IndexOf(string[] words, string[] part)
    {
        for (int i = 0; i + part.Length <= words.Length; i++)
        {
            if (words.AsSpan(i, part.Length).SequenceEqual(part))
            {
                return i;
            }
        }

        return -1;
    }
}
