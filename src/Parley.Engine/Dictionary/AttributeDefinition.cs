using System.Text.Json;
using System.Text.RegularExpressions;
using Parley.Engine.Dictionary.Validation;

namespace Parley.Engine.Dictionary;

/// <summary>One attribute of a record type: its meaning, form, rules and the standard it comes from. Compared by reference.</summary>
public sealed class AttributeDefinition
{
    /// <summary>The name in camelCase, unique within its record type.</summary>
    public required string Name { get; init; }

    /// <summary>What its values are.</summary>
    public required ValueType Type { get; init; }

    /// <summary>The attribute standard it realises (<c>DS_034</c>), or a source in words; empty for a local attribute.</summary>
    public string Standard { get; init; } = "";

    /// <summary>What it means, in a sentence.</summary>
    public string Description { get; init; } = "";

    /// <summary>True when a record may have several values.</summary>
    public bool Many { get; init; }

    /// <summary>The least number of characters of the exchanged form; 0 when there is no bound.</summary>
    public int MinLength { get; init; }

    /// <summary>The greatest number of characters of the exchanged form; 0 when there is no bound.</summary>
    public int MaxLength { get; init; }

    /// <summary>A regular expression that the whole exchanged form matches, as written in the file; or null.</summary>
    public string? PatternText { get; init; }

    /// <summary>The rule on the exchanged form, or null; made from <see cref="PatternText"/> when first asked for, since building it costs more than reading the rest.</summary>
    /// <remarks>Runs in time linear in the value, so that no value can stall a translation.</remarks>
    public Regex? Pattern => _pattern ??= PatternText is null ? null : ToRegex(PatternText);

    /// <summary>The code list of a <see cref="ValueType.Code"/> attribute.</summary>
    public CodeList? Codes { get; init; }

    /// <summary>The kind of identifier (<c>pnc-id</c>) of a <see cref="ValueType.Identifier"/> attribute.</summary>
    public string? Identifier { get; init; }

    /// <summary>The unit of a <see cref="ValueType.Number"/> attribute (<c>cm</c>, <c>km/h</c>), or null.</summary>
    public string? Unit { get; init; }

    /// <summary>The named value rules it must satisfy beyond its form (<c>not-future</c>, <c>no-consecutive-spaces</c>).</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];

    /// <summary>The data class that agreements permit by: identity, contact, health, biometric, …</summary>
    public string DataClass { get; init; } = "general";

    /// <summary>True when it reveals a protected characteristic or is otherwise sensitive processing (DPA 2018 s.35(8)).</summary>
    public bool Protected { get; init; }

    /// <summary>The body that owns the standard; may be empty.</summary>
    public string Owner { get; init; } = "";

    /// <summary>True when it comes from the workspace and not from the built-in dictionary.</summary>
    public bool Local { get; init; }

    /// <summary>The name as a JSON property, encoded once.</summary>
    internal JsonEncodedText JsonName => _jsonName ??= JsonEncodedText.Encode(Name);

    /// <summary>The value rules put together, made when first asked for.</summary>
    internal AttributeValidator Validator => _validator ??= new AttributeValidator(this);

    /// <summary>A copy under a name, with a code list in place of its own where one is given.</summary>
    internal AttributeDefinition With(string name, CodeList? codes = null, bool? local = null) => new()
    {
        Name = name,
        Type = Type,
        Standard = Standard,
        Description = Description,
        Many = Many,
        MinLength = MinLength,
        MaxLength = MaxLength,
        PatternText = PatternText,
        Codes = codes ?? Codes,
        Identifier = Identifier,
        Unit = Unit,
        Rules = Rules,
        DataClass = DataClass,
        Protected = Protected,
        Owner = Owner,
        Local = local ?? Local,
    };

    internal static Regex ToRegex(string pattern) =>
        new($"^(?:{pattern})\\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    private JsonEncodedText? _jsonName;
    private Regex? _pattern;
    private AttributeValidator? _validator;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
