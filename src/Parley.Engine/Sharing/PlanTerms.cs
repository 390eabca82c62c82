using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Engine.Workspace;

namespace Parley.Engine.Sharing;

/// <summary>
/// Makes one number of all that a plan is compiled from: rules, parties, and the agreements that bind both with their state. Equal numbers mean that what was decided by
/// the one would be decided so by the other. The same on every machine, since it is stored with deliveries.
/// </summary>
internal sealed class PlanTerms
{
    private readonly StringBuilder _text = new("1");

    /// <summary>Adds a part of it. Parts are told apart by their order.</summary>
    public PlanTerms Add(string? part)
    {
        _text.Append('\n').Append(part?.Length ?? -1).Append(' ').Append(part);
        return this;
    }

    /// <summary>Adds parts whose order means nothing.</summary>
    public PlanTerms AddSet(IEnumerable<string> parts)
    {
        string[] ordered = [.. parts.Order(StringComparer.Ordinal)];
        Add(ordered.Length.ToString(CultureInfo.InvariantCulture));
        foreach (string part in ordered)
        {
            Add(part);
        }

        return this;
    }

    /// <summary>Adds what is asked for.</summary>
    public PlanTerms Add(in PlanKey key) => Add(key.Purpose).Add($"{key.HasReason} {key.StandardFormat} {key.Emergency}");

    /// <summary>Adds an organisation.</summary>
    public PlanTerms Add(OrganisationDefinition organisation) =>
        Add(organisation.Id).Add(organisation.Name).Add(organisation.Kind).Add(organisation.Country).Add(organisation.Nation).Add(organisation.Regime);

    /// <summary>Adds what the rules say beside levels and purposes.</summary>
    public PlanTerms Add(SharingRules rules)
    {
        HandlingRules handling = rules.Handling;
        return Add(rules.RegimesMustFit ? "fit" : "any")
            .Add(handling.HighestLocalMarking)
            .AddSet(handling.Instructions.Select(i => $"{i.Key} {i.Value}"))
            .AddSet(handling.Handling555.Select(i => $"{i.Key} {i.Value}"))
            .AddSet(handling.Actions)
            .AddSet(handling.Sanitisation.Select(s => $"{s.Key} {s.Value.Reach} {string.Join(' ', s.Value.Withhold.Order(StringComparer.Ordinal))}"))
            .AddSet(handling.SubjectOfRole.Select(s => $"{s.Key} {s.Value}"));
    }

    /// <summary>Adds what a level asks for, and what the purpose means.</summary>
    public PlanTerms Add(LevelRules level, PurposeDefinition purpose) =>
        Add($"{level.Agreement} {level.TransferBasis} {level.StandardFormat}").Add(purpose.Regime);

    /// <summary>Adds an agreement as it stands on a day between the two.</summary>
    public PlanTerms Add(PolicyAgreement agreement, in PlanKey key, DateOnly day) =>
        Add(DecisionBasis.Name(agreement.Agreement)).Add($"{agreement.Standing.On(day)} {agreement.Gives(key.From)} {agreement.Receives(key.To)}");

    /// <summary>The number.</summary>
    public long Number() => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(_text.ToString())));
}
