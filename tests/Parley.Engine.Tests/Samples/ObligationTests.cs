using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Obligations;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Samples;

/// <summary>What the sample workspace's rules make of its own sample messages.</summary>
public sealed class ObligationTests
{
    private static readonly SampleWorkspace Wexshire = SampleWorkspace.Wexshire;
    private static readonly Lazy<LoadedWorkspace> Workspace = new(() =>
        WorkspaceReader.Read(Wexshire.Files(), new IssueSink(), _ => null) ?? throw new InvalidOperationException("The sample workspace has faults."));

    [Theory]
    [InlineData("turnkey/custody", "burglary", "victim-told-of-arrest 12/00042/26 5 2026-03-15T03:10:00Z;victim-told-of-charge 12/00042/26 5 ")]
    [InlineData("turnkey/custody", "bail", "")]
    [InlineData("turnkey/custody", "minimal", "")]
    public void Sample_RaisesWhatWexshireOwes(string type, string name, string expected)
    {
        byte[] message = Wexshire.Samples(type).Single(s => s.Name.EndsWith($"/{name}.csv", StringComparison.Ordinal)).Message;
        Bundle bundle = Wexshire.Translators[type].Read(message, new IssueSink())!;

        IReadOnlyList<RaisedObligation> raised = ObligationMatcher.Raised(Workspace.Value.Obligations, bundle);

        Assert.Equal(expected, string.Join(';', raised.Select(r => $"{r.Rule.Id} {r.Key} {r.Within} {r.At?.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}")));
    }

    [Theory]
    [InlineData("arrest", "victim-told-of-arrest 12/00042/26;victim-told-of-arrest WX-20260314-0421")]
    [InlineData("minimal", "victim-told-of-release 12/00188/26")]
    [InlineData("support", "victim-support-offered 12/00042/26;victim-support-offered WX-20260314-0421")]
    public void Sample_ThatAVictimWasTold_EndsWhatWasOwed(string name, string expected)
    {
        byte[] message = Wexshire.Samples("cornerstone/victim-contact").Single(s => s.Name.EndsWith($"/{name}.xml", StringComparison.Ordinal)).Message;
        Bundle bundle = Wexshire.Translators["cornerstone/victim-contact"].Read(message, new IssueSink())!;

        IReadOnlyList<RaisedObligation> ended = ObligationMatcher.Fulfilled(Workspace.Value.Obligations, bundle);

        Assert.Equal(expected, string.Join(';', ended.Select(r => $"{r.Rule.Id} {r.Key}")));
    }
}
