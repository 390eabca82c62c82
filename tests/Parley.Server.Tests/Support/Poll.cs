namespace Parley.Server.Tests.Support;

/// <summary>
/// Looks again and again at what gives no signal of its own. Between two looks it pauses, a millisecond at first and then longer, so that those who
/// wait leave the processor to those who work.
/// </summary>
internal static class Poll
{
    private const int Longest = 20;

    /// <summary>The pause after so many looks.</summary>
    public static Task PauseAsync(int looks, CancellationToken cancellationToken) => Task.Delay(Math.Clamp(looks, 1, Longest), cancellationToken);

    /// <summary>Waits until a condition holds; half a minute at most.</summary>
    public static Task UntilAsync(Func<bool> condition) => UntilAsync(() => Task.FromResult(condition()));

    /// <summary>Waits until a condition holds; half a minute at most.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(30));
        for (int looks = 1; !await condition(); looks++)
        {
            await PauseAsync(looks, patience.Token);
        }
    }

    /// <summary>Waits until there is something; half a minute at most.</summary>
    public static async Task<T> UntilThereAsync<T>(Func<Task<T?>> find)
        where T : class
    {
        T? found = null;
        await UntilAsync(async () => (found = await find()) is not null);
        return found!;
    }
}
