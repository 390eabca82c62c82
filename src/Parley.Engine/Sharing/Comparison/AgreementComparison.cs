using Parley.Engine.Dictionary;
using Parley.Engine.Workspace;

namespace Parley.Engine.Sharing.Comparison;

/// <summary>Says in words what a new edition of an agreement changes: who gains and who loses which attribute, and which conditions went which way.</summary>
public static class AgreementComparison
{
    /// <summary>Compares two editions.</summary>
    /// <param name="earlier">The earlier one; null when there was none, and everything is gained.</param>
    /// <param name="later">The later one; null when the agreement is no more, and everything is lost.</param>
    /// <param name="workspace">The workspace whose organisations and dictionary both use.</param>
    /// <returns>Gains and losses of attributes first, then conditions and the rest; empty when the two are the same.</returns>
    public static IReadOnlyList<AgreementChange> Compare(AgreementDefinition? earlier, AgreementDefinition? later, LoadedWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        List<AgreementChange> changes = [];
        foreach (RecordType type in Types(earlier, workspace).Union(Types(later, workspace)).OrderBy(t => t.Name, StringComparer.Ordinal))
        {
            changes.AddRange(new TypeComparison(earlier, later, workspace, type).Changes());
        }

        if (earlier is not null && later is not null)
        {
            changes.AddRange(new TermsComparison(earlier, later, workspace).Changes());
            if (changes.Count == 0 && earlier.Hash != later.Hash)
            {
                changes.Add(new AgreementChange(ChangeKind.Changed, "only words or their order changed: nobody gains or loses anything, and all have to sign anew"));
            }
        }

        return changes;
    }

    private static IEnumerable<RecordType> Types(AgreementDefinition? agreement, LoadedWorkspace workspace) =>
        (agreement?.Grants ?? []).SelectMany(g => g.Records).Distinct(StringComparer.Ordinal)
            .Select(r => workspace.Dictionary.Types.GetValueOrDefault(r)).OfType<RecordType>();
}
