using System.Text;
using Parley.Engine.Processes.Running;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

/// <summary>When a failed attempt is made again.</summary>
internal static class Retries
{
    /// <summary>A doubled delay stops growing here.</summary>
    private const double MostDelay = 366 * 864e5;

    /// <summary>When the next attempt is due; null when there is to be none, or an error was raised.</summary>
    public static DateTimeOffset? Next(ProcessRun run, Frame frame, RetryTemplate policy)
    {
        if (policy.Attempts is { } most && frame.Attempt > most)
        {
            return null;
        }

        if (Length(run, frame, policy.Delay) is not { } delay
            || Length(run, frame, policy.JitterFrom) is not { } from
            || Length(run, frame, policy.JitterTo) is not { } to)
        {
            return null;
        }

        double wait = policy.Backoff switch
        {
            "linear" => delay * frame.Attempt,
            "exponential" => delay * Math.Pow(2, Math.Min(frame.Attempt - 1, 60)),
            _ => delay,
        };
        wait = Math.Min(wait, MostDelay) + from + (Math.Max(0, to - from) * Fraction(run.Settings.Seed, run.Key(frame, $"{frame.Attempt}")));
        DateTimeOffset due = run.Now.AddMilliseconds(Math.Floor(wait));
        if (policy.Duration is null)
        {
            return due;
        }

        return Length(run, frame, policy.Duration) is { } whole && due <= frame.StartedAt.AddMilliseconds(whole) ? due : null;
    }

    // The same seed and key always give the same fraction: FNV-1a, then the finaliser of SplitMix64.
    internal static double Fraction(long seed, string key)
    {
        ulong hash = 14695981039346656037 ^ (ulong)seed;
        foreach (byte b in Encoding.UTF8.GetBytes(key))
        {
            hash = (hash ^ b) * 1099511628211;
        }

        hash = (hash ^ (hash >> 30)) * 0xbf58476d1ce4e5b9;
        hash = (hash ^ (hash >> 27)) * 0x94d049bb133111eb;
        return ((hash ^ (hash >> 31)) >> 11) / (double)(1UL << 53);
    }

    private static double? Length(ProcessRun run, Frame frame, Template? duration) =>
        duration is null ? 0 : run.Due(frame, duration, frame.Input) is { } due ? (due - run.Now).TotalMilliseconds : null;
}
