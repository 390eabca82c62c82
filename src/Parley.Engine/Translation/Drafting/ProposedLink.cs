using Parley.Engine.Dictionary;

namespace Parley.Engine.Translation.Drafting;

/// <summary>A link that the draft proposes.</summary>
/// <param name="From">The record that stands first.</param>
/// <param name="Role">The role; the one put when the role's field says none.</param>
/// <param name="To">The record that stands second.</param>
/// <param name="Confidence">0 to 100.</param>
/// <param name="Why">What speaks for it.</param>
internal sealed record ProposedLink(ProposedRecord From, LinkRole Role, ProposedRecord To, int Confidence, string Why)
{
    /// <summary>The field whose value chooses the role, in the first record's place; or null.</summary>
    public DraftField? RoleField { get; init; }

    /// <summary>The role of each value; null for a value that nothing is like.</summary>
    public IReadOnlyList<(string Value, LinkRole? Role)> Roles { get; init; } = [];
}
