using Parley.Engine.Dictionary;
using Parley.Engine.Workspace;

namespace Parley.Engine.Sharing.Reading;

/// <summary>What an agreement's names are looked up in.</summary>
internal sealed record SharingContext(
    PoleDictionary Dictionary,
    IReadOnlyDictionary<string, OrganisationDefinition> Organisations,
    IReadOnlyDictionary<string, GroupDefinition> Groups,
    SharingRules Rules)
{
    /// <summary>The codes of a list of the dictionary; none when it has no such list.</summary>
    public IReadOnlyList<string> Codes(string list) =>
        Dictionary.CodeLists.TryGetValue(list, out CodeList? codes) ? [.. codes.Entries.Select(e => e.Code)] : [];

    /// <summary>Organisations and groups.</summary>
    public IEnumerable<string> Parties => Organisations.Keys.Concat(Groups.Keys);
}
