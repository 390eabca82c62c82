using Parley.Engine.Dictionary;
using Parley.Engine.Identities;
using Parley.Engine.Issues;
using Parley.Engine.Linkage.Blocking;
using Parley.Engine.Linkage.Incremental;
using Parley.Engine.Linkage.Records;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Samples;

/// <summary>What the sample workspace's systems say of one fictional person is joined, by the settings of the workspace.</summary>
public sealed class IdentityTests
{
    private static readonly SampleWorkspace Wexshire = SampleWorkspace.Wexshire;

    [Fact]
    public void OnePerson_OfTheCustodyAndTheCaseSystem_IsOne_AndNobodyElseIsJoinedToThem()
    {
        IdentityDefinition settings = (WorkspaceReader.Read(Wexshire.Files(), new IssueSink(), _ => null)?.Installation.Identities)
            ?? throw new InvalidOperationException("The sample workspace joins no records.");
        LinkageIndex index = new(PersonColumns.Map, new LinkageSettings
        {
            Model = settings.Model,
            Frequencies = ValueFrequencies.Of(new RecordTable(PersonColumns.Map)),
            Blocking = BlockingPlan.Usual,
            Threshold = settings.JoinFrom,
            Others = settings.Population - 1,
        });
        Dictionary<string, string> familyNames = [];
        foreach (string type in new[] { "beacon/incident", "turnkey/custody", "casewright/case-custody" })
        {
            foreach ((string name, byte[] message) in Wexshire.Samples(type))
            {
                if (Wexshire.Translators[type].Read(message, new IssueSink()) is Bundle bundle)
                {
                    Put(index, familyNames, name, bundle);
                }
            }
        }

        string inCustody = familyNames.Keys.First(k => k.Contains("turnkey", StringComparison.Ordinal) && familyNames[k] == "Grimsditch");
        IReadOnlyList<string> cluster = index.Cluster(inCustody);

        Assert.Contains(cluster, id => id.Contains("casewright", StringComparison.Ordinal));
        Assert.All(cluster, id => Assert.Equal("Grimsditch", familyNames[id]));
    }

    private static void Put(LinkageIndex index, Dictionary<string, string> familyNames, string name, Bundle bundle)
    {
        for (int place = 0; place < bundle.Records.Count; place++)
        {
            if (bundle.Records[place].Type.Name == "Person")
            {
                string id = $"{name} {place}";
                PersonColumns.Put(index, id, bundle, place);
                familyNames[id] = bundle.Records[place]["familyName"].ToString();
            }
        }
    }
}
