using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Validation;

/// <summary>A named rule that values of an attribute obey. Holds no state; one instance for each.</summary>
internal sealed class ValueRule
{
    private readonly Check _check;

    private ValueRule(IssueCode code, string meaning, Check check)
    {
        Code = code;
        Meaning = meaning;
        _check = check;
    }

    private delegate bool Check(in Value value, DateOnly today);

    /// <summary>The rules by the name that the dictionary's files use.</summary>
    public static Dictionary<string, ValueRule> Named { get; } = new(StringComparer.Ordinal)
    {
        ["not-future"] = new(ValueIssues.Future, "is after today", static (in v, today) => DateRules.First(v) is not { } day || day <= today),
        ["before-today"] = new(ValueIssues.NotBeforeToday, "is not before today", static (in v, today) => DateRules.First(v) is not { } day || day < today),
        ["not-past"] = new(ValueIssues.Past, "is before today", static (in v, today) => DateRules.Last(v) is not { } day || day >= today),
        ["within-nine-months"] = new(
            ValueIssues.BeyondNineMonths, "is more than nine months ahead", static (in v, today) => DateRules.First(v) is not { } day || day <= today.AddMonths(9)),
        ["age-up-to-120"] = new(ValueIssues.TooOld, "means an age above 120", static (in v, today) => DateRules.IsAgeUpTo(v, 120, today)),
        ["not-negative"] = new(ValueIssues.OutOfRange, "is below zero", static (in v, _) => v.Form != ValueForm.Number || v.AsNumber >= 0),
        ["whole"] = new(
            ValueIssues.OutOfRange, "is not a whole number", static (in v, _) => v.Form != ValueForm.Number || decimal.IsInteger(v.AsNumber)),
        ["single-spaces"] = new(ValueIssues.Spaces, "has superfluous spaces", static (in v, _) => !IsText(v) || TextRules.HasSingleSpaces(v.AsText)),
        ["name-characters"] = new(
            ValueIssues.NameCharacters, "has characters that names do not have", static (in v, _) => !IsText(v) || TextRules.HasNameCharacters(v.AsText)),
        ["no-placeholder"] = new(ValueIssues.Placeholder, "is a placeholder", static (in v, _) => !IsText(v) || !TextRules.IsPlaceholder(v.AsText)),
        ["no-title"] = new(ValueIssues.TitleInName, "begins with a title", static (in v, _) => !IsText(v) || !TextRules.BeginsWithTitle(v.AsText)),
        ["no-spaces"] = new(ValueIssues.NoSpaces, "has a space", static (in v, _) => !IsText(v) || !v.AsText.Contains(' ', StringComparison.Ordinal)),
        ["alphanumeric"] = new(
            ValueIssues.Alphanumeric, "is not letters and digits only", static (in v, _) => !IsText(v) || TextRules.IsAlphanumeric(v.AsText)),
        ["email"] = new(ValueIssues.Email, "is no e-mail address", static (in v, _) => !IsText(v) || TextRules.IsEmail(v.AsText)),
    };

    /// <summary>The code that a breach is reported with.</summary>
    public IssueCode Code { get; }

    /// <summary>What a breach looks like, to follow <c>the value</c>.</summary>
    public string Meaning { get; }

    /// <summary>Whether a single value obeys the rule; values of a form that the rule does not speak of do.</summary>
    public bool Holds(in Value value, DateOnly today) => _check(value, today);

    private static bool IsText(in Value value) => value.Form == ValueForm.Text;
}
