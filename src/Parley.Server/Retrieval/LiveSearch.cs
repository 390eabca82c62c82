using Parley.Engine.Search;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Retrieval;

/// <summary>A search that systems are asked by: who asks, and how each system stands.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Asker">Who asks, for what purpose and why.</param>
/// <param name="Query">What is looked for.</param>
/// <param name="Systems">The systems, those that are not asked among them.</param>
/// <param name="Deadline">How long it is waited for; null for each system's own deadline.</param>
/// <param name="Began">When it began.</param>
internal sealed record LiveSearch(
    long Id, Asker Asker, SearchQuery Query, IReadOnlyList<AskedSystem> Systems, TimeSpan? Deadline, DateTimeOffset Began)
{
    /// <summary>How long late answers are taken and can be asked for.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);

    /// <summary>The identifier as the API shows it.</summary>
    public string PublicName => PublicId.Search(Id);

    /// <summary>How the systems stand now.</summary>
    public IReadOnlyList<AskedView> View() => [.. Systems.Select(s => new AskedView(s, s.State))];

    /// <summary>Waits until all have ended or their deadlines have passed; those that have not ended are late from here on.</summary>
    /// <returns>How the systems stand then.</returns>
    public async Task<IReadOnlyList<AskedView>> WaitAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        await Task.WhenAll(Systems.Select(s => WaitAsync(s, time, cancellationToken)));
        IReadOnlyList<AskedView> view = View();
        foreach (AskedView one in view)
        {
            one.Asked.IsLate = !one.HasEnded;
        }

        return view;
    }

    private async Task WaitAsync(AskedSystem system, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await system.Ended.WaitAsync(Deadline ?? system.Question?.Deadline ?? TimeSpan.Zero, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // It is late.
        }
    }
}
