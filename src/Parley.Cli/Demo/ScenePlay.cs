namespace Parley.Cli.Demo;

/// <summary>What a scene that was played leads to.</summary>
/// <param name="Expected">What must arrive.</param>
/// <param name="Absent">What must not.</param>
/// <param name="View">What there is to see once all has arrived; null for nothing.</param>
/// <param name="Withdrawal">What the owner has withdrawn, to be followed until all who had it have confirmed; null for nothing.</param>
internal sealed record ScenePlay(IReadOnlyList<Expectation> Expected, IReadOnlyList<Absence> Absent, RecordView? View = null, Withdrawal? Withdrawal = null)
{
    /// <summary>A scene in which everything arrives.</summary>
    public static ScenePlay Of(IReadOnlyList<Expectation> expected) => new(expected, []);
}
