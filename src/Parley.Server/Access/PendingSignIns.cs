using System.Collections.Concurrent;

namespace Parley.Server.Access;

/// <summary>The sign-ins under way, each good for ten minutes and one answer. In memory: whoever signs in during a restart begins again.</summary>
internal sealed class PendingSignIns(ServerOptions options)
{
    /// <summary>How long a person may take at the provider.</summary>
    public static readonly TimeSpan Lives = TimeSpan.FromMinutes(10);

    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, PendingSignIn> _pending = new(StringComparer.Ordinal);

    /// <summary>Remembers one and gives the secret by which the browser holds it.</summary>
    public string Add(PendingSignIn pending)
    {
        if (_pending.Count >= Most)
        {
            Forget();
        }

        string secret = Sessions.NewSecret();
        _pending[Key(secret)] = pending;
        return secret;
    }

    /// <summary>Takes one out; null when there is none or its time is over.</summary>
    public PendingSignIn? Take(string secret) =>
        _pending.TryRemove(Key(secret), out PendingSignIn? pending) && options.Time.GetElapsedTime(pending.Began) < Lives ? pending : null;

    private static string Key(string secret) => Convert.ToHexString(Sessions.Hash(secret));

    private void Forget()
    {
        foreach (KeyValuePair<string, PendingSignIn> old in _pending.OrderBy(p => p.Value.Began).Take(Most / 2))
        {
            _pending.TryRemove(old);
        }
    }
}
