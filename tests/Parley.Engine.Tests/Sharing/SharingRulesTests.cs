using System.Security.Cryptography;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Tests.Sharing.Support;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Sharing;

/// <summary>Organisations, their keys, groups, and sharing.yaml.</summary>
public sealed class SharingRulesTests
{
    private const string Haven = "organisations/haven.yaml";

    private readonly SharingWorkspace _workspace = new();

    [Fact]
    public void Read_NoSharingYaml_GivesTheSafeDefaults() => Assert.Equal(SharingRules.Default, _workspace.Read()!.Sharing);

    [Fact]
    public void Read_LoosenedLevel_IsWarnedOfAndTaken()
    {
        LoadedWorkspace workspace = _workspace.With("sharing.yaml", """
            purposes:
              fraud-prevention: { title: Prevention of fraud, regime: general }
            local-purpose: investigation
            levels:
              inter-force: { agreement: true, reason: false }
              local: { agreement: true }
            """).Read()!;

        Issue issue = Assert.Single(_workspace.Issues.Issues);
        Assert.Equal(("AGR005", 5, 43), (issue.Code.Code, issue.Position.Line, issue.Position.Column));
        Assert.Equal(new LevelRules(true, false, false, false), workspace.Sharing.Levels[ExchangeLevel.InterForce]);
        Assert.Equal(new LevelRules(true, false, false, true), workspace.Sharing.Levels[ExchangeLevel.Local]);
        Assert.Equal("investigation", workspace.Sharing.LocalPurpose);
        Assert.Equal("general", workspace.Sharing.Purposes["fraud-prevention"].Regime);
        Assert.True(workspace.Sharing.Purposes.ContainsKey("policing"));
    }

    [Theory]
    [InlineData("sharing.yaml", "purposes:\n  policing: { title: Mine, regime: general }\n", "AGR006")]
    [InlineData("sharing.yaml", "local-purpose: sport\n", "AGR012")]
    [InlineData("sharing.yaml", "levels: { interplanetary: { agreement: false } }\n", "WSP006")]
    [InlineData("groups/forces.yaml", "group: forces\nkinds: [force]\nmembers: [nobody]\n", "AGR003")]
    [InlineData("groups/haven.yaml", "group: haven\nkinds: [force]\n", "WSP022")]
    [InlineData(Haven, "organisation: haven\nname: Haven\nkind: foreign-partner\n", "WSP005")]
    [InlineData(Haven, "organisation: haven\nname: Haven\nkind: charity\nkeys:\n  - { id: k, public-key: nonsense }\n", "AGR001")]
    [InlineData(Haven, "organisation: haven\nname: Haven\nkind: charity\nkeys:\n  - { id: k, file: none.pem }\n", "WSP033")]
    [InlineData(Haven, "organisation: haven\nname: Haven\nkind: charity\nkeys:\n  - { id: k, file: ../parley.yaml }\n", "WSP033")]
    public void Read_Fault_IsAnErrorOfItsCode(string path, string text, string code)
    {
        Assert.Null(_workspace.With(path, text).Read());
        Assert.Contains(_workspace.Issues.Issues, i => i.Code.Code == code && i.Severity == Severity.Error && i.Position.Line > 0);
    }

    [Theory]
    [InlineData("group: none\nkinds: [charity]\nnations: [wales]\n")]
    [InlineData("group: none\n")]
    [InlineData("group: none\nkinds: []\n")]
    [InlineData("group: none\nkinds:\ncountries: [GBR]\n")]
    public void Read_GroupOfNobody_IsWarnedOf(string text)
    {
        LoadedWorkspace workspace = _workspace.With("groups/none.yaml", text).Read()!;

        Assert.Equal("AGR004", Assert.Single(_workspace.Issues.Issues).Code.Code);
        Assert.Empty(Groups.Members(workspace.Groups["none"], workspace.Organisations));
    }

    [Fact]
    public void Members_OfARule_AreThoseThatMeetEveryCondition()
    {
        LoadedWorkspace workspace = _workspace
            .With("organisations/groups.yaml", "groups:\n  - { group: partners, kinds: [charity], members: [ruritania], except: [haven] }\n")
            .Read()!;

        Assert.Equal(["northmoor-police", "wexshire-police"], Groups.Members(workspace.Groups["forces"], workspace.Organisations));
        Assert.Equal(["ruritania"], Groups.Members(workspace.Groups["partners"], workspace.Organisations));
    }

    [Fact]
    public void Read_Organisation_TakesItsRegimeFromItsKindUnlessSaid()
    {
        LoadedWorkspace workspace = _workspace.Read()!;

        Assert.Equal("law-enforcement", workspace.Organisations["wexshire-police"].Regime);
        Assert.Equal("general", workspace.Organisations["haven"].Regime);
        Assert.Equal("law-enforcement", workspace.Organisations["ruritania"].Regime);
        Assert.Equal("scotland", workspace.Organisations["glenmoray-police"].Nation);
    }

    [Fact]
    public void Read_KeyInAFileBeside_IsTaken()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        LoadedWorkspace workspace = _workspace
            .With("organisations/haven.pem", key.ExportSubjectPublicKeyInfoPem())
            .With(Haven, "organisation: haven\nname: Haven\nkind: charity\nkeys:\n  - { id: 2026-1, file: haven.pem, from: 2026-01-01, until: 2026-12-31, revoked: true }\n")
            .Read()!;

        OrganisationKey read = Assert.Single(workspace.Organisations["haven"].Keys);
        Assert.Equal(key.ExportSubjectPublicKeyInfo(), read.PublicKey.ToArray());
        Assert.Equal(("2026-1", new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), true), (read.Id, read.From!.Value, read.Until!.Value, read.Revoked));
        Assert.Empty(_workspace.Issues.Issues);
    }

    [Fact]
    public void Read_KeyOfAnotherCurve_IsRefused()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        _workspace.With("organisations/haven.pem", key.ExportSubjectPublicKeyInfoPem())
            .With(Haven, "organisation: haven\nname: Haven\nkind: charity\nkeys:\n  - { id: k, file: haven.pem, from: 2026-02-01, until: 2026-01-01 }\n");

        Assert.Null(_workspace.Read());
        Assert.Equal(["AGR001", "AGR002"], _workspace.Issues.Issues.Select(i => i.Code.Code).Order());
    }
}
