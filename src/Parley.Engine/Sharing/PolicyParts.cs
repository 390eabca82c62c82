using Parley.Engine.Workspace;

namespace Parley.Engine.Sharing;

/// <summary>What plans are compiled from.</summary>
internal sealed class PolicyParts(
    IReadOnlyDictionary<string, OrganisationDefinition> organisations,
    IReadOnlyList<PolicyAgreement> agreements,
    SharingRules rules,
    MarkingRanks ranks,
    IReadOnlyList<TypeShape> shapes,
    string dictionary)
{
    public IReadOnlyDictionary<string, OrganisationDefinition> Organisations { get; } = organisations;

    /// <summary>In order of their identifiers, so that no order of files changes a decision.</summary>
    public IReadOnlyList<PolicyAgreement> Agreements { get; } = agreements;

    public SharingRules Rules { get; } = rules;

    public MarkingRanks Ranks { get; } = ranks;

    public IReadOnlyList<TypeShape> Shapes { get; } = shapes;

    /// <summary>The version of the dictionary: it says what is in which data class, and what is protected.</summary>
    public string Dictionary { get; } = dictionary;

    /// <summary>Identifiers and names of all organisations but one.</summary>
    public IReadOnlySet<string> NamesBeside(OrganisationDefinition organisation) =>
        Organisations.Values.Where(o => o.Id != organisation.Id).SelectMany(o => new[] { o.Id, o.Name }).ToHashSet(StringComparer.OrdinalIgnoreCase);
}
