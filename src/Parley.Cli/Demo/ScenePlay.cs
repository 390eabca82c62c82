namespace Parley.Cli.Demo;

/// <summary>What a scene that was played leads to.</summary>
/// <param name="Expected">What must arrive.</param>
/// <param name="Absent">What must not.</param>
/// <param name="ShowAsync">Shows what there is to see once all has arrived, and gives how much of it should not be there; null for nothing.</param>
internal sealed record ScenePlay(
    IReadOnlyList<Expectation> Expected, IReadOnlyList<Absence> Absent, Func<Output, CancellationToken, Task<int>>? ShowAsync = null)
{
    /// <summary>A scene in which everything arrives.</summary>
    public static ScenePlay Of(params IReadOnlyList<Expectation> expected) => new(expected, []);
}
