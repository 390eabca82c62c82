using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Parley.Engine.Dictionary.Reading;
using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary;

/// <summary>The dictionary that comes with the product, and its extension by a workspace.</summary>
public static class BuiltInDictionary
{
    private const string Folder = "pole/";

    /// <summary>Read again with extensions, since a local role may ask for what the built-in roles ask for.</summary>
    private const string SharedSets = "roles/sets.yaml";

    private static readonly Lazy<PoleDictionary> Loaded = new(Load);

    /// <summary>The built-in dictionary, read when first asked for.</summary>
    public static PoleDictionary BuiltIn => Loaded.Value;

    /// <summary>
    /// A dictionary with local files added. Nothing that is there is overridden: a redefinition is an issue. All faults of all files are
    /// reported; with errors among them the result holds what could be read and is good for reporting further faults only.
    /// </summary>
    /// <param name="baseDictionary">The dictionary to extend.</param>
    /// <param name="files">Path as the user knows it, and text.</param>
    /// <param name="issues">Takes the faults, codes DIC1xx, and WSP0xx for the form of the text.</param>
    public static PoleDictionary Extend(PoleDictionary baseDictionary, IReadOnlyList<(string Path, string Text)> files, IssueSink issues)
    {
        ArgumentNullException.ThrowIfNull(baseDictionary);
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(issues);
        if (files.Count == 0)
        {
            return baseDictionary;
        }

        DictionaryDraft draft = DictionaryDraft.Of(baseDictionary);
        draft.Version = $"{baseDictionary.Version}+{Hash(files)}";
        YamlElement sets = Files().Where(f => f.Path == SharedSets).Select(f => PlainYaml.Read(f.Path, f.Text)).Single();
        Read(draft, [sets, .. files.SelectMany(f => ExtensionText.Read(f.Path, f.Text, issues))], local: true, issues);
        return draft.ToDictionary();
    }

    /// <summary>The files of the built-in dictionary, by path below its folder.</summary>
    internal static IEnumerable<(string Path, string Text)> Files()
    {
        Assembly assembly = typeof(BuiltInDictionary).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using StreamReader reader = new(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
            yield return (name[Folder.Length..], reader.ReadToEnd());
        }
    }

    /// <summary>Reads the built-in dictionary anew, with its issues: for the test that it has none.</summary>
    internal static PoleDictionary Load(IssueSink issues)
    {
        DictionaryDraft draft = new();
        Read(draft, Files().Select(f => PlainYaml.Read(f.Path, f.Text)), local: false, issues);
        return draft.ToDictionary();
    }

    private static PoleDictionary Load()
    {
        IssueSink issues = new();
        PoleDictionary dictionary = Load(issues);
        return issues.HasErrors ? throw new InvalidOperationException($"the built-in dictionary is faulty: {issues.Issues[0]}") : dictionary;
    }

    private static void Read(DictionaryDraft draft, IEnumerable<YamlElement> documents, bool local, IssueSink issues)
    {
        DictionaryReader reader = new(draft, local, issues);
        foreach (YamlElement document in documents)
        {
            reader.Add(document);
        }

        reader.Read();
    }

    private static string Hash(IReadOnlyList<(string Path, string Text)> files)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((_, string text) in files.OrderBy(f => f.Path, StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 4));
    }
}
