using System.Diagnostics;
using System.Globalization;

namespace Parley.Bench.Exchanges;

/// <summary>Follows how many messages have reached the recipient.</summary>
internal sealed class RecipientCount(Uri url) : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private readonly HttpClient _http = new();
    private long _expected;

    /// <summary>Waits until that many more have arrived; returns how many have not within <paramref name="longest"/>.</summary>
    public async Task<long> WaitForAsync(long more, TimeSpan longest, CancellationToken cancellationToken)
    {
        _expected += more;
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var arrived = long.Parse(await _http.GetStringAsync(url, cancellationToken), CultureInfo.InvariantCulture);
            if (arrived >= _expected || watch.Elapsed > longest)
            {
                var missing = Math.Max(0, _expected - arrived);
                _expected = arrived;
                return missing;
            }

            await Task.Delay(Interval, cancellationToken);
        }
    }

    public void Dispose() => _http.Dispose();
}
