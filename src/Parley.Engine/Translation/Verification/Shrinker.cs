using Parley.Engine.Dictionary;
using Parley.Engine.Translation.Codecs;
using Parley.Engine.Translation.Definition;

namespace Parley.Engine.Translation.Verification;

/// <summary>Makes failing cases smaller, always in the same order: drops records, then attributes, then simplifies values, as long as they still fail.</summary>
internal static class Shrinker
{
    private const int MostTries = 500;

    /// <summary>The smallest case reached that still fails.</summary>
    public static T Shrink<T>(T start, Func<T, IEnumerable<T>> smaller, Func<T, bool> fails)
    {
        int tries = 0;
        T best = start;
        bool found = true;
        while (found && tries < MostTries)
        {
            found = false;
            foreach (T candidate in smaller(best))
            {
                if (++tries >= MostTries)
                {
                    break;
                }

                if (fails(candidate))
                {
                    best = candidate;
                    found = true;
                    break;
                }
            }
        }

        return best;
    }

    /// <summary>All bundles that are one step smaller.</summary>
    public static IEnumerable<DraftBundle> Smaller(DraftBundle bundle)
    {
        for (int i = bundle.Records.Count - 1; i > 0; i--)
        {
            yield return bundle.Without(i);
        }

        for (int i = 0; i < bundle.Records.Count; i++)
        {
            DraftRecord record = bundle.Records[i];
            bool mayBeEmpty = i == 0 || record.Rule.When.Count > 0 || record.Values.Count(v => !IsConstant(record.Rule, v.Attribute)) > 1;
            foreach (AttributeValue value in record.Values.Where(v => mayBeEmpty && !IsFixed(record.Rule, v.Attribute)))
            {
                yield return bundle.With(i, record.Values.Where(v => !ReferenceEquals(v.Attribute, value.Attribute)));
            }
        }

        for (int i = 0; i < bundle.Records.Count; i++)
        {
            DraftRecord record = bundle.Records[i];
            foreach (AttributeValue value in record.Values.Where(v => !IsConstant(record.Rule, v.Attribute)))
            {
                foreach (Value simple in Simpler(value.Value).Where(v => ValueGenerator.IsAllowed(value.Attribute, v)))
                {
                    yield return bundle.With(i, record.Values.Select(v => ReferenceEquals(v.Attribute, value.Attribute) ? v with { Value = simple } : v));
                }
            }
        }
    }

    private static bool IsFixed(RecordRule rule, AttributeDefinition attribute) =>
        IsConstant(rule, attribute) || rule.Attributes.Any(a => ReferenceEquals(a.Attribute, attribute) && a.Required);

    private static bool IsConstant(RecordRule rule, AttributeDefinition attribute) =>
        rule.Attributes.Any(a => ReferenceEquals(a.Attribute, attribute) && a.Codec is ConstantField);

    private static IEnumerable<Value> Simpler(Value value)
    {
        switch (value.Form)
        {
            case ValueForm.List:
                Value[] items = value.Values.ToArray();
                for (int i = 0; i < items.Length; i++)
                {
                    Value[] rest = [.. items.Where((_, at) => at != i)];
                    yield return rest.Length == 1 ? rest[0] : Value.List(rest);
                }

                break;
            case ValueForm.Text:
                foreach (string text in Shorter(value.AsText))
                {
                    yield return Value.Text(text);
                }

                break;
            case ValueForm.Date when value.AsDate is { IsFull: true } date && date != new PartialDate(date.Year, 1, 1):
                yield return Value.Date(new PartialDate(date.Year, 1, 1));
                break;
            case ValueForm.Instant when value.AsInstant.TimeOfDay != TimeSpan.FromHours(12):
                yield return Value.Instant(DateTime.SpecifyKind(value.AsInstant.Date.AddHours(12), DateTimeKind.Utc));
                break;
            case ValueForm.Number when value.AsNumber is not (0 or 1):
                yield return Value.Number(1);
                yield return Value.Number(decimal.Truncate(value.AsNumber / 2));
                break;
        }
    }

    private static IEnumerable<string> Shorter(string text)
    {
        if (text.Length < 2)
        {
            yield break;
        }

        yield return "A";
        yield return text[..(text.Length / 2)];
        yield return text[(text.Length / 2)..];
        if (text.Length > 24)
        {
            yield break;
        }

        for (int i = 0; i < text.Length; i++)
        {
            yield return text.Remove(i, 1);
        }
    }
}
