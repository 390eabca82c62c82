using Parley.Engine.Dictionary;

namespace Parley.Engine.Translation.Drafting;

/// <summary>What a draft is wanted of.</summary>
/// <param name="Name">The translation's name, in kebab case; its words help to tell what the messages are about.</param>
/// <param name="Files">The files; several samples, or a schema and those it refers to.</param>
/// <param name="Dictionary">The dictionary that fields are matched against.</param>
/// <param name="Today">The day that the dictionary's date rules are held against when samples are tried.</param>
public sealed record DraftRequest(string Name, IReadOnlyList<DraftFile> Files, PoleDictionary Dictionary, DateOnly Today)
{
    /// <summary>What the files are; null to tell by their content.</summary>
    public DraftSourceKind? Kind { get; init; }

    /// <summary>The schema, element or operation that is the message, where a document has several; null for the first that can be.</summary>
    public string? Schema { get; init; }
}
