using System.Globalization;
using System.Text.RegularExpressions;

namespace Parley.Engine.Retrieval;

/// <summary>The form in which a value is written into a request: <c>upper</c>, <c>dd/MM/yyyy</c>, <c>male=1,female=2</c>.</summary>
internal sealed partial class ValueForm
{
    private static readonly string[] s_words = ["upper", "lower", "compact", "digits"];
    private static readonly string[] s_moments = ["dateOfBirth", "from", "to"];

    private readonly string? _word;
    private readonly string? _pattern;
    private readonly Dictionary<string, string>? _codes;

    private ValueForm(string? word, string? pattern, Dictionary<string, string>? codes) => (_word, _pattern, _codes) = (word, pattern, codes);

    /// <summary>A value as it stands; moments and dates by ISO 8601.</summary>
    public static ValueForm Plain { get; } = new(null, null, null);

    /// <summary>Reads a form; null when it makes no sense for the part.</summary>
    public static ValueForm? TryParse(string part, string form)
    {
        if (s_words.Contains(form, StringComparer.Ordinal))
        {
            return new ValueForm(form, null, null);
        }

        if (form.Contains('=', StringComparison.Ordinal))
        {
            string[][] pairs = [.. form.Split(',').Select(p => p.Split('='))];
            return Array.TrueForAll(pairs, p => p.Length == 2) && pairs.Select(p => p[0]).Distinct(StringComparer.Ordinal).Count() == pairs.Length
                ? new ValueForm(null, null, pairs.ToDictionary(p => p[0], p => p[1], StringComparer.OrdinalIgnoreCase))
                : null;
        }

        return s_moments.Contains(part, StringComparer.Ordinal) && Pattern().IsMatch(form) ? new ValueForm(null, form, null) : null;
    }

    /// <summary>The value in this form; null when it has none.</summary>
    public string? Write(QuestionValue value)
    {
        if (_codes is not null)
        {
            return _codes.GetValueOrDefault(value.Text);
        }

        if (_pattern is not null)
        {
            // Of a date of which only the year is known nothing but the year can be written.
            return value.Moment?.ToString(_pattern, CultureInfo.InvariantCulture) ?? (_pattern == "yyyy" ? value.Text : null);
        }

        return _word switch
        {
            "upper" => value.Text.ToUpperInvariant(),
            "lower" => value.Text.ToLowerInvariant(),
            "compact" => string.Concat(value.Text.Where(char.IsLetterOrDigit)).ToUpperInvariant(),
            "digits" => string.Concat(value.Text.Where(char.IsAsciiDigit)),
            _ => value.Text,
        };
    }

    [GeneratedRegex("^(?=.{2,30}$)[yMdHms][yMdHms /.:TZ-]+\\z")]
    private static partial Regex Pattern();
}
