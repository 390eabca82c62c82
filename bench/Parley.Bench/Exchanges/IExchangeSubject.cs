namespace Parley.Bench.Exchanges;

/// <summary>A server that takes an incident by HTTP, makes it durable, and delivers its translation to the recipient.</summary>
internal interface IExchangeSubject
{
    /// <summary>The name in the table.</summary>
    string Name { get; }

    /// <summary>Where incidents are posted, from the root of the server.</summary>
    string Path { get; }

    /// <summary>Lines of headers that a deposit needs.</summary>
    IReadOnlyList<string> Headers { get; }

    /// <summary>Whether its store can be kept for the next run (<see cref="ExchangeOptions.Keep"/>).</summary>
    bool CanKeep => false;

    /// <summary>Puts delivered exchanges into the store of <paramref name="folder"/> before the start, where the subject can.</summary>
    Task FillAsync(string folder, long count, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Starts the server on a port, with its store in <paramref name="folder"/>.</summary>
    ChildProcess Start(int port, Uri recipient, string folder);
}
