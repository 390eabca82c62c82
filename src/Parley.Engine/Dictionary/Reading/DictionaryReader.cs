using Parley.Engine.Issues;

namespace Parley.Engine.Dictionary.Reading;

/// <summary>Reads the documents of dictionary files into a draft: first what others refer to, whatever the order of the files.</summary>
internal sealed class DictionaryReader
{
    private static readonly string[] Kinds =
        ["dictionary", "standards", "codes", "add-to", "type", "extend", "sets", "roles", "links", "crosswalk"];

    private readonly DictionaryDraft _draft;
    private readonly bool _local;
    private readonly IssueSink _issues;
    private readonly AttributeReader _attributes;
    private readonly Dictionary<string, List<YamlElement>> _documents = Kinds.ToDictionary(k => k, _ => new List<YamlElement>(), StringComparer.Ordinal);

    /// <summary>Makes a reader that adds to a draft; local when the files are a workspace's.</summary>
    public DictionaryReader(DictionaryDraft draft, bool local, IssueSink issues)
    {
        _draft = draft;
        _local = local;
        _issues = issues;
        _attributes = new AttributeReader(draft, local, issues);
    }

    /// <summary>Takes up a document of a file.</summary>
    public void Add(YamlElement document)
    {
        string? kind = Kinds.FirstOrDefault(k => document[k] is not null);
        if (kind is null || (_local && kind is ("dictionary" or "standards")))
        {
            string[] known = _local ? Kinds[2..] : Kinds;
            _issues.Add(DictionaryIssues.UnknownDocument, $"a document here begins with one of: {string.Join(", ", known)}", document.Position);
        }
        else
        {
            _documents[kind].Add(document);
        }
    }

    /// <summary>Reads all that was taken up.</summary>
    public void Read()
    {
        CodeListReader codes = new(_draft, _issues);
        TypeReader types = new(_draft, _attributes, _local, _issues);
        RoleReader roles = new(_draft, _issues);
        _documents["dictionary"].ForEach(ReadHead);
        _documents["codes"].ForEach(codes.ReadList);
        _documents["add-to"].ForEach(codes.ReadAddition);
        _documents["standards"].ForEach(_attributes.ReadStandards);
        _documents["dictionary"].ForEach(ReadCommon);
        _documents["type"].ForEach(types.ReadType);
        _documents["extend"].ForEach(types.ReadExtension);
        List<YamlElement> roleDocuments = [.. _documents["sets"], .. _documents["roles"]];
        roleDocuments.ForEach(roles.ReadSets);
        roleDocuments.ForEach(roles.ReadRoles);
        _documents["links"].ForEach(new LinkReader(_draft, _local, _issues).Read);
        roles.CheckTerms();
        _documents["crosswalk"].ForEach(new CrosswalkReader(_draft, _issues).Read);
    }

    private void ReadHead(YamlElement document)
    {
        if (MapReader.TryOpen(document, ["dictionary", "version", "source", "classes", "common"], _issues, out MapReader map))
        {
            _draft.Title = map.Required("dictionary") ?? "";
            _draft.Version = map.Required("version") ?? "";
            _draft.Source = map.Required("source") ?? "";
            _draft.DataClasses.AddRange(map.Pairs("classes").Select(c => new DataClass(c.Key.Text!, c.Value.Text ?? "")));
        }
    }

    private void ReadCommon(YamlElement document)
    {
        if (MapReader.TryOpen(document, ["dictionary", "version", "source", "classes", "common"], new IssueSink(), out MapReader map))
        {
            _draft.CommonAttributes.AddRange(_attributes.ReadAttributes(map, "common", []));
        }
    }
}
