namespace Parley.Engine.Translation.Drafting;

/// <summary>How fields are to be read as an attribute's values.</summary>
/// <param name="Options">What stands beside the paths in the language, as YAML: <c>date</c>, <c>dd/MM/yyyy</c>.</param>
/// <param name="Evidence">What the values say: above 0 they confirm the match, below they speak against it.</param>
/// <param name="Why">In words.</param>
internal sealed record FieldSpec(IReadOnlyList<(string Key, string Yaml)> Options, int Evidence, string Why)
{
    /// <summary>The rows of a code map that the draft has to define, or null.</summary>
    public IReadOnlyList<(string Code, string Yaml, string Comment)>? Codes { get; init; }

    /// <summary>What a person must decide, or null.</summary>
    public string? Decision { get; init; }
}
