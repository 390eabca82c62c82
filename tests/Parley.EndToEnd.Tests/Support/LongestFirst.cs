using Parley.EndToEnd.Tests.Support;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Parley.EndToEnd.Tests.Support;

/// <summary>The classes that take longest begin first, so that none of them is left over when all others are done.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] s_longest = ["KillDuringProcessTests", "KillTests", "KillDuringLoadTests", ".Faults.", ".Running."];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(c => Array.FindIndex(s_longest, l => c.TestCollectionDisplayName.Contains(l, StringComparison.Ordinal)) is var place and >= 0 ? place : s_longest.Length)];
}
