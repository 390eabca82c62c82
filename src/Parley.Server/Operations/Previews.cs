using System.Security.Cryptography;
using Parley.Engine.Issues;
using Parley.Server.Storage;

namespace Parley.Server.Operations;

/// <summary>What a person was shown before it is done, and has to be confirmed: in memory alone, for ten minutes, each once, by the one who was shown it.</summary>
/// <param name="options">Gives the clock.</param>
/// <param name="none">The issue of one that is not there.</param>
internal sealed class Previews<T>(ServerOptions options, IssueCode none)
{
    private const int MostKept = 200;
    private static readonly TimeSpan s_lasts = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string By, T Shown, long Until)> _kept = new(StringComparer.Ordinal);

    /// <summary>Keeps what a person is shown.</summary>
    /// <returns>The token by which it is confirmed, and until when it can be, microseconds since 1970.</returns>
    public (string Token, long Until) Keep(string by, T shown)
    {
        long now = Clock.Microseconds(options.Time);
        long until = now + Clock.Microseconds(s_lasts);
        string token = "b-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        lock (_gate)
        {
            foreach (string old in _kept.Where(p => p.Value.Until <= now).Select(p => p.Key).ToArray())
            {
                _kept.Remove(old);
            }

            if (_kept.Count >= MostKept)
            {
                _kept.Remove(_kept.MinBy(p => p.Value.Until).Key);
            }

            _kept[token] = (by, shown, until);
        }

        return (token, until);
    }

    /// <summary>Takes the one that a person confirms; a problem when there is none, or it is another's.</summary>
    public T Take(string token, string by)
    {
        lock (_gate)
        {
            if (_kept.TryGetValue(token, out (string By, T Shown, long Until) kept) && kept.By == by && kept.Until > Clock.Microseconds(options.Time))
            {
                _kept.Remove(token);
                return kept.Shown;
            }
        }

        throw new ProblemException(new Problem(409, none, "It was confirmed already, has expired, or was shown to somebody else.", "address: token"));
    }
}
