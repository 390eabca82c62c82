using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Parley.Server.Tests;

/// <summary>The numbers of log events: none twice, each in the range of the module that logs it, and docs/reference/log-events.md says so.</summary>
public sealed partial class LogEventTests
{
    private static readonly string s_source = Path.Combine(StructureTests.Root(), "src", "Parley.Server");
    private static readonly string s_page = File.ReadAllText(Path.Combine(StructureTests.Root(), "docs", "reference", "log-events.md"));

    private static (string Name, LoggerMessageAttribute Event)[] Events { get; } =
    [
        .. typeof(ServerIssues).Assembly.GetTypes()
            .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(m => (m.Name, Event: m.GetCustomAttribute<LoggerMessageAttribute>()!))
            .Where(e => e.Event is not null),
    ];

    [Fact]
    public void Numbers_AreUsedOnce() => Assert.Empty(Events.GroupBy(e => e.Event.EventId).Where(g => g.Count() > 1).Select(g => $"{g.Key}: {string.Join(", ", g.Select(e => e.Name))}"));

    [Fact]
    public void Ranges_DoNotOverlap_AndEachEventIsLoggedByTheModuleOfItsRange()
    {
        (int From, int To, string Module)[] ranges =
            [.. RangeRow().Matches(s_page).Select(m => (int.Parse(m.Groups[1].Value), int.Parse(m.Groups[2].Value), m.Groups[3].Value))];
        Assert.All(ranges.Zip(ranges.Skip(1)), pair => Assert.True(pair.First.To < pair.Second.From, $"{pair}"));

        List<string> wrong = [];
        foreach ((string name, LoggerMessageAttribute logged) in Events)
        {
            string? module = ranges.Where(r => r.From <= logged.EventId && logged.EventId <= r.To).Select(r => r.Module).SingleOrDefault();
            string[] users = [.. Users(name)];

            // A module may say for another what befell the other's part, as whoever writes to the store does.
            if (module is null || !users.Contains(module == "Operations" && !users.Contains(module) ? "" : module))
            {
                wrong.Add($"{logged.EventId} {name} of {module ?? "no range"} is logged by {string.Join(", ", users)}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Page_ListsEveryEventAsItIs() => Assert.Equal(
        Events.OrderBy(e => e.Event.EventId).Select(e => $"| {e.Event.EventId} | {e.Event.Level} | {e.Event.Message} |"),
        EventRow().Matches(s_page).Select(m => m.Value));

    /// <summary>The modules whose sources log an event; "" is the server's root.</summary>
    private static IEnumerable<string> Users(string name) => Directory.GetFiles(s_source, "*.cs", SearchOption.AllDirectories)
        .Where(f => File.ReadAllText(f).Contains($"Log.{name}(", StringComparison.Ordinal))
        .Select(f => Path.GetDirectoryName(Path.GetRelativePath(s_source, f))!)
        .Distinct();

    [GeneratedRegex(@"^\| ([0-9]+) \| ([0-9]+) \| `([A-Za-z]+)` \|", RegexOptions.Multiline)]
    private static partial Regex RangeRow();

    [GeneratedRegex(@"^\| [0-9]+ \| [A-Z][a-z]+ \| .* \|$", RegexOptions.Multiline)]
    private static partial Regex EventRow();
}
