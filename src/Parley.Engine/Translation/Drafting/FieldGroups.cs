namespace Parley.Engine.Translation.Drafting;

/// <summary>Finds fields that say one thing together: a date and a time, latitude and longitude, feet and inches, the lines of a text.</summary>
internal static class FieldGroups
{
    private static readonly string[] DateWords = ["date", "dt", "day"];
    private static readonly string[] TimeWords = ["time", "tm"];
    private static readonly string[] LineWords = ["line", "address", "addr", "text", "narrative", "description", "remark"];

    /// <summary>The groups among fields that stand beside each other.</summary>
    public static IEnumerable<DraftField> Find(IReadOnlyList<SourceField> fields, Func<SourceField, string> path, string[] context)
    {
        foreach (SourceField date in fields.Where(f => Has(f, DateWords) && MayBe(f, SpecGuesser.IsDate)))
        {
            string[] about = Rest(date, DateWords);
            foreach (SourceField time in fields.Where(f => f != date && Has(f, TimeWords) && MayBe(f, SpecGuesser.IsTime)))
            {
                string[] at = Rest(time, TimeWords);
                if (about.Length == 0 || about.SequenceEqual(at))
                {
                    string[] words = FieldWords.Translated([.. about.Union(at)]);
                    yield return new DraftField(DraftFieldKind.DateAndTime, [date, time], [path(date), path(time)], words.Length > 0 ? words : context.Length > 0 ? context : ["date"], context);
                }
            }
        }

        foreach ((string first, string second, DraftFieldKind kind) in new[]
        {
            ("latitude", "longitude", DraftFieldKind.LatitudeLongitude),
            ("easting", "northing", DraftFieldKind.EastingNorthing),
            ("feet", "inche", DraftFieldKind.FeetAndInches),
        })
        {
            SourceField? a = fields.FirstOrDefault(f => FieldWords.Of(f.Name).Contains(first));
            SourceField? b = fields.FirstOrDefault(f => FieldWords.Of(f.Name).Contains(second));
            if (a is not null && b is not null)
            {
                string[] words = kind == DraftFieldKind.FeetAndInches ? context.Length > 0 ? context : ["height", "cm"] : ["position"];
                yield return new DraftField(kind, [a, b], [path(a), path(b)], words, context);
            }
        }

        foreach (DraftField lines in Lines(fields, path, context))
        {
            yield return lines;
        }
    }

    // AddressLine1 to AddressLine5: one text in pieces.
    private static IEnumerable<DraftField> Lines(IReadOnlyList<SourceField> fields, Func<SourceField, string> path, string[] context)
    {
        var numbered = fields.Where(f => !f.Repeated && !f.IsNumber && !f.IsBoolean)
            .Select(f => (Field: f, Raw: FieldWords.Raw(f.Name)))
            .Where(f => f.Raw.Length > 1 && f.Raw[^1].All(char.IsAsciiDigit) && f.Raw[..^1].Any(LineWords.Contains))
            .GroupBy(f => string.Join(' ', f.Raw[..^1]))
            .Where(g => g.Count() > 1);
        foreach (var group in numbered)
        {
            SourceField[] lines = [.. group.OrderBy(f => f.Raw[^1].Length).ThenBy(f => f.Raw[^1], StringComparer.Ordinal).Select(f => f.Field)];
            yield return new DraftField(DraftFieldKind.Lines, lines, [.. lines.Select(path)], FieldWords.Translated([.. group.First().Raw[..^1].Where(w => w != "line")]), context);
        }
    }

    private static bool Has(SourceField field, string[] words) => FieldWords.Raw(field.Name).Any(words.Contains);

    private static bool MayBe(SourceField field, Func<SourceField, bool> check) =>
        !field.Repeated && field.Children.Count == 0 && (check(field) || (field.Values.Count == 0 && field.Format.Length == 0 && !field.IsNumber && !field.IsBoolean));

    private static string[] Rest(SourceField field, string[] words) => [.. FieldWords.Raw(field.Name).Where(w => !words.Contains(w))];
}
