using System.Text.Json.Nodes;
using Parley.Engine.Sharing;
using Parley.Engine.Sharing.Export;
using Parley.Engine.Tests.Sharing.Support;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Sharing;

public sealed class AgreementExportTests
{
    private static readonly DateOnly Today = new(2026, 2, 1);

    private readonly SharingWorkspace _workspace = new();

    [Fact]
    public void Odrl_Agreement_HasRulesWithPartiesTargetsConstraintsAndDuties()
    {
        LoadedWorkspace workspace = _workspace.Read()!;
        AgreementDefinition agreement = workspace.Agreements["wexshire-northmoor"].Agreement;
        JsonObject policy = OdrlExport.Write(agreement, workspace.Dictionary);

        Assert.Equal("http://www.w3.org/ns/odrl.jsonld", (string?)policy["@context"]![0]);
        Assert.Equal("Agreement", (string?)policy["@type"]);
        Assert.Equal($"urn:parley:agreement:wexshire-northmoor:{agreement.Hash}", (string?)policy["uid"]);
        JsonArray permissions = policy["permission"]!.AsArray();
        Assert.All(permissions, p =>
        {
            Assert.Equal("urn:parley:organisation:wexshire-police", (string?)p!["assigner"]!["uid"]);
            Assert.Equal("urn:parley:organisation:northmoor-police", (string?)p["assignee"]!["uid"]);
        });
        JsonNode person = Assert.Single(permissions, p => (string?)p!["target"]!["source"] == "urn:parley:record-type:Person")!;
        Assert.Contains("dateOfBirth", Operand(person["target"]!["refinement"]!, "parley:attribute").AsArray().Select(a => (string?)a));
        Assert.DoesNotContain("accent", Operand(person["target"]!["refinement"]!, "parley:attribute").AsArray().Select(a => (string?)a));
        Assert.Equal("urn:parley:purpose:investigation", (string?)Operand(person["constraint"]!, "purpose")["@id"]);
        Assert.Equal("P6Y", (string?)Operand(person["duty"]![0]!["constraint"]!, "elapsedTime")["@value"]);
        Assert.Equal("distribute", (string?)permissions[^1]!["action"]);
        Assert.Equal("urn:parley:group:forces", (string?)Operand(permissions[^1]!["constraint"]!, "recipient")[0]!["@id"]);
        Assert.Equal("urn:parley:record-type:Person", (string?)Assert.Single(policy["prohibition"]!.AsArray())!["target"]!["source"]);
    }

    [Fact]
    public void Odrl_NoOnwardSharing_IsAProhibition()
    {
        LoadedWorkspace workspace = _workspace.Edit("onward: { permitted: true, to: [forces] }\n", "").Edit("retention: P6Y", "retention: P1Y2W3D").Read()!;
        JsonObject policy = OdrlExport.Write(workspace.Agreements["wexshire-northmoor"].Agreement, workspace.Dictionary);

        Assert.Contains(policy["prohibition"]!.AsArray(), p => (string?)p!["action"] == "distribute");
        Assert.DoesNotContain(policy["permission"]!.AsArray(), p => (string?)p!["action"] == "distribute");
        Assert.Equal("P1Y17D", (string?)Operand(policy["permission"]![0]!["duty"]![0]!["constraint"]!, "elapsedTime")["@value"]);
    }

    [Fact]
    public void Odrl_Prohibition_WinsAndKeepsNoAttributeThatIsNotPermitted()
    {
        LoadedWorkspace workspace = _workspace.Edit("sensitive-conditions: [\"1\"]\n", "").Edit(", dateOfBirth]", "]\n    subjects: [suspect]").Edit("    subjects: [suspect]\n    where", "    where").Read()!;
        JsonObject policy = OdrlExport.Write(workspace.Agreements["wexshire-northmoor"].Agreement, workspace.Dictionary);

        Assert.Equal("prohibit", (string?)policy["conflict"]);
        Assert.DoesNotContain("dateOfBirth", policy.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_Agreement_HasEveryItemOfTheCode()
    {
        LoadedWorkspace workspace = _workspace.Read()!;
        AgreementStanding standing = workspace.Agreements["wexshire-northmoor"];
        string page = PageExport.Write(standing, workspace, Today);

        string[] items =
        [
            standing.Agreement.Title, "Wexshire Police (wexshire-police)", "joint-controller", "data.protection@northmoor-police.example", "Investigation of crime",
            standing.Agreement.Objectives, "Part 3, law enforcement processing", "Necessary for a task of a competent authority", "Common law policing purposes",
            "Schedule 8 paragraph 1", "DPIA-2026-014", "familyName", "Witnesses are protected.", "OFFICIAL-SENSITIVE", "as it happens", "P6Y", "Every force of England and Wales",
            "2026-01-01", "2026-12-01", "2027-12-31", standing.Agreement.Liability, .. standing.Agreement.Governance.Values.Select(v => v.Replace("'", "&#39;", StringComparison.Ordinal)), "not yet", standing.Agreement.Hash, "proposed",
        ];
        Assert.All(items, item => Assert.Contains(item, page, StringComparison.Ordinal));
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("http://", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_Markup_IsShownAsText()
    {
        const string Attack = "<script>alert(1)</script><img src=x onerror=y>&\\\"";
        LoadedWorkspace workspace = _workspace
            .Edit("title: Investigation of burglary across the border", $"title: \"{Attack}\"")
            .Edit("reason: Witnesses are protected.", $"reason: \"{Attack}\"")
            .Edit("breach: The other party is told within 24 hours.", $"breach: \"{Attack}\"")
            .Edit("where: .links | any(.role == \"suspect-of\")", $"where: '.a == \"<script>\"'")
            .With("organisations/haven.yaml", "organisation: haven\nname: \"<script>\"\nkind: charity\n")
            .Edit("to: [forces]", "to: [haven]")
            .Read()!;

        string page = PageExport.Write(workspace.Agreements["wexshire-northmoor"], workspace, Today);

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
    }

    private static JsonNode Operand(JsonNode constraints, string operand) =>
        constraints.AsArray().Single(c => (string?)c!["leftOperand"] == operand)!["rightOperand"]!;
}
