using System.Globalization;

namespace Parley.Server.Tasks;

/// <summary>What is to come of a task that is not done: a reminder, or its passing to another group.</summary>
/// <param name="At">When, microseconds since 1970.</param>
/// <param name="Group">The group that it passes to; null for a reminder.</param>
internal sealed record TaskTimer(long At, string? Group)
{
    /// <summary>Timers as they are stored: a line each, the earliest first.</summary>
    public static string Write(IEnumerable<TaskTimer> timers) =>
        string.Join('\n', timers.OrderBy(t => t.At).Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.At} {t.Group}").TrimEnd()));

    /// <summary>Reads them.</summary>
    public static IReadOnlyList<TaskTimer> Read(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
    {
        string[] parts = line.Split(' ', 2);
        return new TaskTimer(long.Parse(parts[0], CultureInfo.InvariantCulture), parts.Length > 1 ? parts[1] : null);
    })];
}
