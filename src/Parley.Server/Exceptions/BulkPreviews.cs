using System.Security.Cryptography;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>The bulk acts that wait to be confirmed: in memory alone, for ten minutes, each once.</summary>
internal sealed class BulkPreviews(ServerOptions options)
{
    private const int MostKept = 200;
    private static readonly TimeSpan s_lasts = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, BulkPreview> _previews = new(StringComparer.Ordinal);

    /// <summary>Keeps what a person is shown.</summary>
    public BulkPreview Keep(string by, BulkAct act, IReadOnlyList<BulkItem> items)
    {
        long now = Clock.Microseconds(options.Time);
        BulkPreview preview = new("b-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), by, act, items, now + Clock.Microseconds(s_lasts));
        lock (_gate)
        {
            foreach (string old in _previews.Values.Where(p => p.Until <= now).Select(p => p.Token).ToArray())
            {
                _previews.Remove(old);
            }

            if (_previews.Count >= MostKept)
            {
                _previews.Remove(_previews.Values.MinBy(p => p.Until)!.Token);
            }

            _previews[preview.Token] = preview;
        }

        return preview;
    }

    /// <summary>Takes the one that a person confirms; a problem when there is none, or it is another's.</summary>
    public BulkPreview Take(string token, string by)
    {
        lock (_gate)
        {
            if (_previews.TryGetValue(token, out BulkPreview? preview) && preview.By == by && preview.Until > Clock.Microseconds(options.Time))
            {
                _previews.Remove(token);
                return preview;
            }
        }

        throw new ProblemException(new Problem(409, DeskIssues.NoPreview, "It was confirmed already, has expired, or was shown to somebody else.", "address: token"));
    }
}
