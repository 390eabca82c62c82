using System.Collections.Concurrent;
using Parley.Engine.Workspace;
using Parley.Server.Delivery;

namespace Parley.Server.Subscriptions;

/// <summary>Leaves a server in peace that keeps failing, for all subscriptions that go there: then one request at a time asks whether it answers again.</summary>
internal sealed class AddressBreakers(ServerOptions options)
{
    private static readonly BreakerDefinition s_definition = new();
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<string, Breaker> _byServer = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Waits until a server may be called.</summary>
    public async Task EnterAsync(Uri address, CancellationToken cancellationToken)
    {
        Breaker breaker = Of(address);
        while (true)
        {
            lock (breaker)
            {
                if (breaker.TryEnter(options.Time.GetUtcNow()))
                {
                    return;
                }
            }

            await Task.Delay(s_look, options.Time, cancellationToken);
        }
    }

    /// <summary>Says how a call ended.</summary>
    public void Note(Uri address, bool answered)
    {
        Breaker breaker = Of(address);
        lock (breaker)
        {
            if (answered)
            {
                breaker.Succeed();
            }
            else
            {
                breaker.Fail(s_definition, options.Time.GetUtcNow());
            }
        }
    }

    /// <summary>A call that was let through was not made to its end.</summary>
    public void Leave(Uri address)
    {
        Breaker breaker = Of(address);
        lock (breaker)
        {
            breaker.Leave();
        }
    }

    private Breaker Of(Uri address) => _byServer.GetOrAdd(address.GetLeftPart(UriPartial.Authority), _ => new Breaker());
}
