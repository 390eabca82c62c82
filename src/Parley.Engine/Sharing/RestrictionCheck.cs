using Parley.Engine.Dictionary;
using Parley.Engine.Workspace;

namespace Parley.Engine.Sharing;

/// <summary>Tells what a record's own restrictions come to, whatever agreements permit. Immutable.</summary>
internal sealed class RestrictionCheck(
    MarkingRanks ranks, HandlingRules rules, OrganisationDefinition owner, OrganisationDefinition recipient, IReadOnlySet<string> otherOrganisations)
{
    private readonly bool _isOwner = owner.Id == recipient.Id;

    /// <summary>Tells it of one record.</summary>
    public Restriction Of(Record record, TypeShape shape)
    {
        int rank = ranks.Of(Value(record, shape, shape.Marking));
        if (_isOwner)
        {
            return new Restriction(null, rank, false, null);
        }

        bool named = false;
        foreach (Value instruction in Value(record, shape, shape.Handling).Values)
        {
            HandlingReach reach = rules.Instructions.GetValueOrDefault(instruction.ToString(), HandlingReach.Owner);
            named |= reach == HandlingReach.Named;
            if (!Reaches(reach))
            {
                return new Restriction(SharingIssues.HandlingForbids, rank, named, null);
            }
        }

        return IsForeignOriginator(Value(record, shape, shape.Originator)) ? new Restriction(SharingIssues.OriginatorControls, rank, named, null)
            : shape.IsIntelligence ? OfIntelligence(record, shape, rank, named)
            : new Restriction(null, rank, named, null);
    }

    private Restriction OfIntelligence(Record record, TypeShape shape, int rank, bool named)
    {
        string code = Value(record, shape, shape.HandlingCode).ToString();
        Value old = Value(record, shape, shape.HandlingCode555);
        HandlingReach oldReach = old.IsNone ? HandlingReach.Anyone : rules.Handling555.GetValueOrDefault(old.ToString(), HandlingReach.Owner);
        named |= oldReach == HandlingReach.Named;
        if (!Reaches(oldReach))
        {
            return new Restriction(SharingIssues.HandlingForbids, rank, named, null);
        }

        if (code.Length == 0 ? !old.IsNone : code == "P")
        {
            return new Restriction(null, rank, named, null);
        }

        string sanitisation = Value(record, shape, shape.SanitisationCode).ToString();
        string action = Value(record, shape, shape.ActionCode).ToString();
        if (code != "C" || !rules.Actions.Contains(action) || !rules.Sanitisation.TryGetValue(sanitisation, out SanitisationRule? rule))
        {
            return new Restriction(SharingIssues.Ungraded, rank, named, null);
        }

        return Reaches(rule.Reach)
            ? new Restriction(null, rank, named || rule.Reach == HandlingReach.Named, shape.Sanitised[sanitisation])
            : new Restriction(SharingIssues.OriginatorControls, rank, named, null);
    }

    // What another organisation originated is not the owner's to pass on; back to its originator it may go.
    private bool IsForeignOriginator(Value originator) =>
        !originator.IsNone && otherOrganisations.Contains(originator.ToString()) && !Is(recipient, originator.ToString());

    private static bool Is(OrganisationDefinition organisation, string name) =>
        string.Equals(organisation.Id, name, StringComparison.Ordinal) || string.Equals(organisation.Name, name, StringComparison.OrdinalIgnoreCase);

    private bool Reaches(HandlingReach reach) => reach switch
    {
        HandlingReach.Anyone or HandlingReach.Named => true,
        HandlingReach.HomeCountry => IsHome,
        HandlingReach.Government => IsHome && recipient.Kind is ("force" or "agency" or "national-service"),
        HandlingReach.Police => IsHome && recipient.Kind == "force",
        _ => false,
    };

    private bool IsHome => recipient.Country == owner.Country && recipient.Kind != "foreign-partner";

    private static Value Value(Record record, TypeShape shape, int place) =>
        place < 0 ? Dictionary.Value.None : record[shape.Type.Attributes[place]];
}
