using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation;

namespace Parley.Engine.Workspace.Reading;

/// <summary>What turns the files that are not read here into what they mean.</summary>
/// <param name="Dictionary">Extends the built-in dictionary by local files.</param>
/// <param name="Translation">Compiles a translation: path, text, dictionary, issues.</param>
internal sealed record WorkspaceTools(
    Func<IReadOnlyList<(string Path, string Text)>, IssueSink, PoleDictionary> Dictionary,
    Func<string, string, PoleDictionary, IssueSink, Translator?> Translation)
{
    /// <summary>The product's own.</summary>
    public static WorkspaceTools Default { get; } = new(
        (files, issues) => BuiltInDictionary.Extend(BuiltInDictionary.BuiltIn, files, issues),
        TranslationCompiler.Compile);
}
