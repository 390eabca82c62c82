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

    /// <summary>Starts the server on a port, with an empty store in <paramref name="folder"/>.</summary>
    ChildProcess Start(int port, Uri recipient, string folder);
}
