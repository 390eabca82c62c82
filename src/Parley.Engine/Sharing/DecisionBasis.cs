namespace Parley.Engine.Sharing;

/// <summary>The agreements that one disclosure rests on, with what they ask of the recipient. Immutable, and shared by all disclosures that rest on the same.</summary>
/// <param name="Agreements">The agreements, each as <c>id@first 16 hexadecimal digits of its hash</c>; empty at the local level.</param>
/// <param name="Lawful">The lawful bases they name, in order; empty at the local level.</param>
/// <param name="Obligations">What they oblige the recipient to.</param>
public sealed record DecisionBasis(IReadOnlyList<string> Agreements, IReadOnlyList<string> Lawful, IReadOnlyList<Obligation> Obligations)
{
    /// <summary>No agreement: the local level, or a refusal.</summary>
    public static DecisionBasis None { get; } = new([], [], []);

    /// <summary>The agreements parted by spaces, as a delivery keeps them; null for none.</summary>
    public string? Text { get; } = Agreements.Count == 0 ? null : string.Join(' ', Agreements);

    /// <summary>How a decision names an agreement: its identifier and the beginning of its hash.</summary>
    public static string Name(AgreementDefinition agreement)
    {
        ArgumentNullException.ThrowIfNull(agreement);
        return agreement.Hash.Length > 16 ? $"{agreement.Id}@{agreement.Hash[..16]}" : $"{agreement.Id}@{agreement.Hash}";
    }

    /// <summary>The basis that some agreements make.</summary>
    internal static DecisionBasis Of(IEnumerable<AgreementDefinition> agreements)
    {
        AgreementDefinition[] all = [.. agreements];
        return new DecisionBasis(
            [.. all.Select(Name)],
            [.. all.Select(a => a.Basis).Distinct(StringComparer.Ordinal)],
            [.. all.SelectMany(ObligationsOf)]);
    }

    private static IEnumerable<Obligation> ObligationsOf(AgreementDefinition agreement)
    {
        yield return new Obligation("retention", agreement.Retention, agreement.Id);
        yield return new Obligation("onward", agreement.Onward is { Permitted: true, To.Count: > 0 } onward ? string.Join(' ', onward.To) : "nobody", agreement.Id);
    }
}
