using System.Text.RegularExpressions;
using Parley.Engine.Dictionary.Identifiers;
using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Validation;

/// <summary>
/// The value rules of one attribute, put together once. A valid value costs no allocation. Whether an identifier is well formed is asked
/// apart, by <see cref="CheckIdentifier"/>: a translation has made the canonical form by parsing it and need not parse it again.
/// </summary>
public sealed class AttributeValidator
{
    private readonly AttributeDefinition _attribute;
    private readonly Regex? _pattern;
    private readonly ValueRule[] _rules;
    private readonly bool _bounded;
    private readonly IdentifierKind? _kind;

    internal AttributeValidator(AttributeDefinition attribute)
    {
        _attribute = attribute;
        _pattern = attribute.Pattern;
        _rules = [.. attribute.Rules.Where(ValueRule.Named.ContainsKey).Select(r => ValueRule.Named[r])];
        _kind = attribute.Identifier is null ? null : IdentifierKind.Find(attribute.Identifier);
        _bounded = attribute.MaxLength > 0 || attribute.MinLength > 0;
    }

    /// <summary>The validator of an attribute.</summary>
    public static AttributeValidator For(AttributeDefinition attribute)
    {
        ArgumentNullException.ThrowIfNull(attribute);
        return attribute.Validator;
    }

    /// <summary>Checks a value; each item of a list is checked for itself.</summary>
    /// <param name="value">The value; none is valid.</param>
    /// <param name="today">The day to hold dates against.</param>
    /// <param name="issues">Takes the breaches, codes DIC3xx; the value itself is not named in them, since issues are shown more widely.</param>
    /// <param name="position">Where the value stands.</param>
    /// <returns>True when nothing was reported.</returns>
    public bool Check(in Value value, DateOnly today, IssueSink issues, SourcePosition position = default)
    {
        ArgumentNullException.ThrowIfNull(issues);
        bool valid = true;
        foreach (ref readonly Value item in value.Values)
        {
            valid &= CheckItem(item, today, issues, position);
        }

        return valid;
    }

    /// <summary>Checks that a value of an identifier attribute is one of its kind, for values that no translation has read (pole JSON).</summary>
    /// <param name="value">The value; none is valid, and so is every value of an attribute that is no identifier.</param>
    /// <param name="mode">Whether a wrong check character is an error or a warning.</param>
    /// <param name="issues">Takes the breaches, codes DIC2xx.</param>
    /// <param name="position">Where the value stands.</param>
    /// <returns>True when nothing was reported.</returns>
    public bool CheckIdentifier(in Value value, IdentifierMode mode, IssueSink issues, SourcePosition position = default)
    {
        ArgumentNullException.ThrowIfNull(issues);
        bool valid = true;
        foreach (ref readonly Value item in value.Values)
        {
            if (_kind is not null && item.Form == ValueForm.Text
                && _kind.Parse(item.AsText).ToIssue(_kind, mode, position, _attribute.Name) is { } issue)
            {
                issues.Add(issue);
                valid = false;
            }
        }

        return valid;
    }

    private bool CheckItem(in Value item, DateOnly today, IssueSink issues, SourcePosition position)
    {
        if (!Fits(item.Form))
        {
            return Report(ValueIssues.WrongType, $"is a {item.Form}; the attribute is a {_attribute.Type}", issues, position);
        }

        bool valid = _attribute.Type != ValueType.Code || CheckCode(item, issues, position);
        if (item.Form == ValueForm.Text && _attribute.Type != ValueType.Code)
        {
            valid &= CheckText(item.AsText, issues, position);
        }

        foreach (ValueRule rule in _rules)
        {
            if (!rule.Holds(item, today))
            {
                valid = Report(rule.Code, rule.Meaning, issues, position);
            }
        }

        return valid;
    }

    private bool Fits(ValueForm form) => _attribute.Type switch
    {
        ValueType.Text or ValueType.Identifier => form == ValueForm.Text,
        ValueType.Code => form is ValueForm.Code or ValueForm.Text,
        ValueType.Date => form == ValueForm.Date,
        ValueType.Time => form == ValueForm.Time,
        // A moment of which only the day is known stays a date, rather than pretending to midnight.
        ValueType.Instant => form is ValueForm.Instant or ValueForm.Date,
        ValueType.Number => form == ValueForm.Number,
        ValueType.Boolean => form == ValueForm.Boolean,
        _ => form == ValueForm.Point,
    };

    private bool CheckCode(in Value item, IssueSink issues, SourcePosition position)
    {
        CodeList list = _attribute.Codes!;
        if (item.Form == ValueForm.Text)
        {
            return list.IsOpen || Report(ValueIssues.UnmappedCode, $"is no code of '{list.Name}'", issues, position);
        }

        return !item.AsCode.Deprecated || Report(ValueIssues.DeprecatedCode, $"is '{item.AsCode.Code}', a code of '{list.Name}' no longer in use", issues, position);
    }

    private bool CheckText(string text, IssueSink issues, SourcePosition position)
    {
        bool valid = true;
        if (_bounded && text.Length < _attribute.MinLength)
        {
            valid = Report(ValueIssues.TooShort, $"has {text.Length} characters; at least {_attribute.MinLength} are asked for", issues, position);
        }
        else if (_bounded && _attribute.MaxLength > 0 && text.Length > _attribute.MaxLength)
        {
            valid = Report(ValueIssues.TooLong, $"has {text.Length} characters; at most {_attribute.MaxLength} are allowed", issues, position);
        }

        return _pattern is null || _pattern.IsMatch(text)
            ? valid
            : Report(ValueIssues.Pattern, $"is not of the form {_attribute.PatternText}", issues, position);
    }

    private bool Report(IssueCode code, string what, IssueSink issues, SourcePosition position)
    {
        issues.Add(code, $"the value {what}", position, _attribute.Name);
        return false;
    }
}
