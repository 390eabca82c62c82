using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Hosting;
using Parley.Engine.Issues;
using Parley.Server.Decisions;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Records;
using Xunit;

namespace Parley.Server.Tests;

public sealed partial class StructureTests
{
    /// <summary>Which modules a module may use; the server's root joins them all.</summary>
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Access"] = ["Operations", "Storage"],
        ["Agreements"] = ["Access", "Operations", "Storage"],
        ["Decisions"] = ["Access", "Exchanges", "Operations", "Storage"],
        ["Delivery"] = ["Exchanges", "Ledger", "Operations", "Storage"],
        ["Exceptions"] = ["Access", "Exchanges", "Intake", "Ledger", "Operations", "Storage"],
        ["Exchanges"] = ["Access", "Agreements", "Ledger", "Operations", "Storage"],
        ["Identities"] = ["Access", "Exchanges", "Ledger", "Media", "Operations", "Repository", "Storage"],
        ["Intake"] = ["Access", "Delivery", "Exchanges", "Ledger", "Operations", "Storage"],
        ["Ledger"] = ["Access", "Operations", "Storage"],
        ["Loads"] = ["Access", "Exchanges", "Ledger", "Operations", "Repository", "Storage"],
        ["Media"] = ["Access", "Delivery", "Exchanges", "Ledger", "Operations", "Repository", "Storage"],
        ["Operations"] = ["Access", "Storage"],
        ["Processes"] = ["Access", "Delivery", "Exchanges", "Intake", "Ledger", "Operations", "Records", "Repository", "Retrieval", "Storage", "Tasks"],
        ["Quality"] = ["Access", "Exchanges", "Operations", "Repository", "Storage"],
        ["Records"] = ["Access", "Exchanges", "Intake", "Ledger", "Operations", "Storage"],
        ["Replays"] = ["Access", "Agreements", "Exceptions", "Exchanges", "Ledger", "Operations", "Processes", "Storage"],
        ["Repository"] = ["Access", "Exchanges", "Ledger", "Operations", "Records", "Storage"],
        ["Retrieval"] = ["Access", "Delivery", "Exchanges", "Intake", "Operations", "Repository", "Storage"],
        ["Storage"] = ["Operations"],
        ["Subscriptions"] = ["Access", "Delivery", "Exchanges", "Ledger", "Operations", "Repository", "Storage"],
        ["Tasks"] = ["Access", "Agreements", "Exchanges", "Ledger", "Operations", "Storage"],
    };

    [Fact]
    public void Modules_UseOnlyWhatTheTableAllows()
    {
        string source = Path.Combine(Root(), "src", "Parley.Server");
        List<string> found = [];
        foreach (string module in s_allowed.Keys)
        {
            foreach (string file in Directory.GetFiles(Path.Combine(source, module), "*.cs"))
            {
                found.AddRange(UsedModule().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value)
                    .Where(used => used != module && !s_allowed[module].Contains(used))
                    .Select(used => $"{module}/{Path.GetFileName(file)} uses {used}"));
            }
        }

        Assert.Empty(found);
    }

    [Fact]
    public void Codes_AreUnique_AndHaveAPage()
    {
        IReadOnlyList<IssueCode> codes =
        [
            .. IssueCatalogue.Of(typeof(ServerIssues)),
            .. IssueCatalogue.Of(typeof(Parley.Server.Access.AccessProblems)),
            .. IssueCatalogue.Of(typeof(RecordIssues)),
            .. IssueCatalogue.Of(typeof(Parley.Server.Repository.SearchIssues)),
            .. IssueCatalogue.Of(typeof(Parley.Server.Loads.LoadIssues)),
            .. IssueCatalogue.Of(typeof(Parley.Server.Subscriptions.SubscriptionIssues)),
            .. IssueCatalogue.Of(typeof(Parley.Server.Identities.IdentityIssues)),
            .. IssueCatalogue.Of(typeof(Parley.Server.Quality.QualityIssues)),
            .. IssueCatalogue.Of(typeof(DecisionIssues)),
            .. IssueCatalogue.Of(typeof(Parley.Server.Tasks.TaskIssues)),
            .. IssueCatalogue.Of(typeof(Parley.Server.Exceptions.DeskIssues)),
            .. IssueCatalogue.Of(typeof(Parley.Server.Retrieval.RetrievalIssues)),
            .. IssueCatalogue.Of(typeof(Parley.Server.Media.MediaProblems)),
        ];
        Assert.Equal(codes.Count, codes.Select(c => c.Code).Distinct().Count());
        foreach (IssueCode code in codes)
        {
            string page = File.ReadAllText(Path.Combine(Root(), "docs", "errors", code.Code + ".md"));
            Assert.StartsWith($"# {code.Code}: {code.Title}\n", page, StringComparison.Ordinal);
            Assert.Contains("## Cause", page, StringComparison.Ordinal);
            Assert.Contains("## Example", page, StringComparison.Ordinal);
            Assert.Contains("## Remedy", page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Types_AreSealedOrMeantToBeInherited()
    {
        Assert.Empty(typeof(ParleyServer).Assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false, IsSealed: false } && !t.Name.Contains('<', StringComparison.Ordinal))
            .Where(t => t.Namespace?.StartsWith("Parley.Server", StringComparison.Ordinal) == true)
            .Select(t => t.FullName));
    }

    /// <summary>What ends a background service ends the server: each has the last guard of <see cref="PeriodicService"/>; the sealer, on the way of every message, has its own.</summary>
    [Fact]
    public void BackgroundServices_HaveTheLastGuard() => Assert.Equal(
        [typeof(Sealer)],
        typeof(ParleyServer).Assembly.GetTypes()
            .Where(t => t is { IsClass: true, IsAbstract: false } && typeof(BackgroundService).IsAssignableFrom(t) && !typeof(PeriodicService).IsAssignableFrom(t)));

    internal static string Root()
    {
        string? folder = Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location);
        while (folder is not null && !File.Exists(Path.Combine(folder, "Parley.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests run outside the repository.");
    }

    [GeneratedRegex(@"^using Parley\.Server\.(\w+);", RegexOptions.Multiline)]
    private static partial Regex UsedModule();
}
