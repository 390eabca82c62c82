using System.Text.Json.Nodes;
using Parley.Engine.Issues;
using Parley.Engine.Sharing.Export;
using Parley.Engine.Tests.Sharing.Support;
using Parley.Engine.Tests.Support;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Sharing;

/// <summary>The export of agreements, held against the rules of the standard.</summary>
public sealed class OdrlStandardTests
{
    private static readonly JsonObject s_profile =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "docs", "reference", "odrl-profile.jsonld")))!.AsObject();

    private static readonly Lazy<LoadedWorkspace> s_wexshire = new(() =>
    {
        string root = Path.Combine(Repository.Root, "samples", "wexshire", "workspace");
        IssueSink issues = new();
        return WorkspaceReader.Read(
            [
                .. Directory.GetFiles(root, "*", SearchOption.AllDirectories)
                    .Select(f => new WorkspaceFile(Path.GetRelativePath(root, f).Replace('\\', '/'), File.ReadAllBytes(f)))
                    .Where(f => !f.Path.StartsWith(".parley/", StringComparison.Ordinal)),
            ],
            issues) ?? throw new InvalidOperationException(string.Join("\n", issues.Issues));
    });

    public static TheoryData<string> Agreements => [.. s_wexshire.Value.Agreements.Keys];

    public static TheoryData<string, string> Edits => new()
    {
        { "title: Investigation", "title: Investigation" },
        { "roles: [suspect-known, offender]", "roles: []" },
        { "roles: [witness]", "roles: []" },
        { "attributes: [familyName, givenNames, dateOfBirth]\n    classes: [description]\n    except: [accent]", "attributes: []" },
        { "retention: P6Y", "retention: P1Y2M3W4D" },
        { "onward: { permitted: true, to: [forces] }", "onward: { permitted: true, to: [] }" },
        { "onward: { permitted: true, to: [forces] }\n", "" },
        { "gateways: [common-law]", "reason-required: true" },
        { "    reason: Witnesses are protected.", "    classes: [contact]" },
        { "organisation: northmoor-police, role: joint-controller, receives: true", "group: forces, gives: true, receives: true" },
    };

    // Each takes out, or spoils, what the standard asks for.
    public static TheoryData<string, string> Faults => new()
    {
        { "uid", "2.1" },
        { "profile", "2.1" },
        { "@context", "vocabulary" },
        { "permission[0].target", "2.6.1" },
        { "permission[0].action", "2.6" },
        { "permission[0].target.source", "2.5.5" },
        { "permission[0].constraint[0].leftOperand", "2.5.1" },
        { "permission[0].constraint[0].operator", "2.5.1" },
        { "permission[0].constraint[0].rightOperand", "2.5.1" },
        { "permission[0].constraint[1].rightOperand.@type", "vocabulary" },
        { "permission[0].duty[0].action", "2.6" },
    };

    [Theory]
    [MemberData(nameof(Agreements))]
    public void Export_OfTheSample_HoldsToTheStandard(string agreement) => AssertSound(Export(s_wexshire.Value, agreement));

    [Theory]
    [MemberData(nameof(Edits))]
    public void Export_OfAnyAgreement_HoldsToTheStandard(string part, string replacement)
    {
        LoadedWorkspace workspace = new SharingWorkspace().Edit(part, replacement).Read()!;

        AssertSound(Export(workspace, "wexshire-northmoor"));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void Rules_FindWhatIsTakenOut(string path, string section)
    {
        JsonObject policy = Export(new SharingWorkspace().Read()!, "wexshire-northmoor");
        string[] steps = path.Split('.');
        JsonNode node = policy;
        foreach (string step in steps[..^1])
        {
            string[] parts = step.TrimEnd(']').Split('[');
            node = parts.Length == 1 ? node[parts[0]]! : node[parts[0]]![int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture)]!;
        }

        node.AsObject().Remove(steps[^1]);

        Assert.Contains(new OdrlRules(s_profile).Check(policy), f => f.StartsWith(section, StringComparison.Ordinal));
    }

    [Fact]
    public void Rules_FindTermsThatNobodyDefines()
    {
        JsonObject policy = Export(new SharingWorkspace().Read()!, "wexshire-northmoor");
        policy["permission"]![0]!["action"] = "parley:unheard";
        policy["permission"]![0]!["constraint"]![0]!["leftOperand"] = "reason";
        policy["permission"]![0]!["constraint"]![1]!["operator"] = "before";
        policy["permission"]![0]!["constraint"]![3]!["rightOperand"] = new JsonArray();

        Assert.Equal(4, new OdrlRules(s_profile).Check(policy).Count);
    }

    private static JsonObject Export(LoadedWorkspace workspace, string agreement) =>
        JsonNode.Parse(OdrlExport.Write(workspace.Agreements[agreement].Agreement, workspace.Dictionary).ToJsonString())!.AsObject();

    private static void AssertSound(JsonObject policy)
    {
        IReadOnlyList<string> faults = new OdrlRules(s_profile).Check(policy);
        Assert.True(faults.Count == 0, $"{string.Join('\n', faults.Distinct())}\n{policy}");
    }
}
