namespace Parley.Engine.Sharing.Comparison;

/// <summary>Under what a permission gives an attribute of a record in a role.</summary>
/// <param name="Subjects">Categories of data subject, sorted and joined; null for any.</param>
/// <param name="Where">The condition in jq; null for none.</param>
/// <param name="Marking">The highest marking.</param>
internal sealed record CellCondition(string? Subjects, string? Where, string Marking)
{
    /// <summary>In words.</summary>
    public override string ToString() =>
        string.Join(", ", new[]
        {
            Subjects is null ? null : Subjects.Length == 0 ? "of no subject" : $"of subjects {Subjects}",
            Where is null ? null : $"where {Where}",
            $"up to {Marking}",
        }.OfType<string>());

    /// <summary>What becomes of what passes when this condition takes the place of an earlier one.</summary>
    /// <param name="earlier">The earlier condition.</param>
    /// <param name="rank">The rank of a marking, higher for more sensitive.</param>
    public ChangeKind After(CellCondition earlier, Func<string, int> rank)
    {
        ChangeKind[] kinds =
        [
            .. new[] { OfSubjects(earlier.Subjects, Subjects), OfWhere(earlier.Where, Where), OfRank(rank(earlier.Marking), rank(Marking)) }
                .OfType<ChangeKind>().Distinct(),
        ];
        return kinds.Length == 1 ? kinds[0] : ChangeKind.Changed;
    }

    private static ChangeKind? OfSubjects(string? old, string? now)
    {
        if (old == now)
        {
            return null;
        }

        string[] before = old?.Split(", ", StringSplitOptions.RemoveEmptyEntries) ?? [];
        string[] after = now?.Split(", ", StringSplitOptions.RemoveEmptyEntries) ?? [];
        return now is null || (old is not null && before.All(after.Contains)) ? ChangeKind.Loosened
            : old is null || after.All(before.Contains) ? ChangeKind.Tightened
            : ChangeKind.Changed;
    }

    private static ChangeKind? OfWhere(string? old, string? now) =>
        old == now ? null : now is null ? ChangeKind.Loosened : old is null ? ChangeKind.Tightened : ChangeKind.Changed;

    private static ChangeKind? OfRank(int old, int now) => old == now ? null : now > old ? ChangeKind.Loosened : ChangeKind.Tightened;
}
