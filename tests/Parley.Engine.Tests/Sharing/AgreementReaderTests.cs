using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Tests.Sharing.Support;
using Xunit;

namespace Parley.Engine.Tests.Sharing;

public sealed class AgreementReaderTests
{
    private readonly SharingWorkspace _workspace = new();

    [Fact]
    public void Read_SoundAgreement_CarriesEveryKey()
    {
        AgreementDefinition agreement = _workspace.Standing().Agreement;

        Assert.Empty(_workspace.Issues.Issues);
        Assert.Equal("Investigation of burglary across the border", agreement.Title);
        Assert.Equal(["wexshire-police", "northmoor-police"], agreement.Parties.Select(p => p.Organisation));
        Assert.Equal("joint-controller", agreement.Parties[1].Role);
        Assert.False(agreement.Parties[1].Gives);
        Assert.Equal(["familyName", "givenNames", "dateOfBirth"], agreement.Grants[0].Attributes);
        Assert.Equal(["suspect"], agreement.Grants[0].Subjects);
        Assert.Null(agreement.Grants[1].Roles);
        Assert.Equal("Witnesses are protected.", Assert.Single(agreement.Prohibitions).Reason);
        Assert.True(agreement.Onward.Permitted);
        Assert.True(agreement.ReasonRequired);
        Assert.Equal(new DateOnly(2027, 12, 31), agreement.End);
        Assert.Equal(6, agreement.Governance.Count);
        Assert.Matches("^[0-9a-f]{64}$", agreement.Hash);
    }

    [Theory]
    [InlineData("agreement: wexshire-northmoor", "agreement: wexshire-southmoor", "AGR010")]
    [InlineData("organisation: northmoor-police", "organisation: northmor-police", "AGR011")]
    [InlineData("{ organisation: northmoor-police,", "{ group: northmoor-police,", "AGR011")]
    [InlineData("to: [forces]", "to: [everybody]", "AGR011")]
    [InlineData("purpose: investigation", "purpose: investigations", "AGR012")]
    [InlineData("regime: law-enforcement", "regime: enforcement", "AGR013")]
    [InlineData("basis: law-enforcement-task", "basis: law-enforcement", "AGR013")]
    [InlineData("gateways: [common-law]", "gateways: [common-lore]", "AGR013")]
    [InlineData("sensitive-conditions: [\"1\"]", "sensitive-conditions: [\"17\"]", "AGR013")]
    [InlineData("subjects: [suspect]", "subjects: [suspects]", "AGR013")]
    [InlineData("highest-marking: OFFICIAL-SENSITIVE", "highest-marking: RESTRICTED", "AGR013")]
    [InlineData("records: [Vehicle]", "records: [Car]", "AGR014")]
    [InlineData("givenNames, dateOfBirth", "givenName, dateOfBirth", "AGR015")]
    [InlineData("except: [accent]", "except: [accents]", "AGR015")]
    [InlineData("classes: [description]", "classes: [descriptions]", "AGR016")]
    [InlineData("roles: [suspect-known, offender]", "roles: [suspects]", "AGR017")]
    [InlineData("roles: [suspect-known, offender]", "roles: [vehicle-known]", "AGR018")]
    [InlineData("  - records: [Vehicle]", "  - records: [Vehicle]\n    subjects: [victim]", "AGR018")]
    [InlineData("where: .links | any(", "where: .links | every(", "AGR019")]
    [InlineData("where: .links | any(", "where: .links | any((", "AGR019")]
    [InlineData("gives: true, receives: true", "gives: false, receives: true", "AGR021")]
    [InlineData("role: joint-controller, receives: true", "role: joint-controller, gives: true", "AGR021", "gives: true, receives: true", "gives: true")]
    [InlineData("organisation: northmoor-police", "organisation: wexshire-police", "AGR022")]
    [InlineData("organisation: northmoor-police", "organisation: ruritania", "AGR023")]
    [InlineData("sensitive-conditions: [\"1\"]\n", "", "AGR026")]
    [InlineData("end: 2027-12-31", "end: 2025-12-31", "AGR027")]
    [InlineData("review: 2026-12-01", "review: 2028-12-01", "AGR027")]
    [InlineData("review: 2026-12-01", "review: 2026-01-01", "AGR027")]
    [InlineData("basis: law-enforcement-task", "basis: public-task", "AGR032")]
    [InlineData("regime: law-enforcement", "regime: general", "AGR032")]
    [InlineData("highest-marking: OFFICIAL\n", "highest-marking: SECRET\n", "AGR034")]
    [InlineData("retention: P6Y", "retention: six years", "AGR035")]
    [InlineData("retention: P6Y", "retention: P", "AGR035")]
    [InlineData("purpose: investigation", "porpoise: investigation", "WSP006")]
    [InlineData("gives: true", "gives: sometimes", "WSP007")]
    public void Read_Fault_IsAnErrorOfItsCode(string part, string fault, string code, string? second = null, string? replaced = null)
    {
        _workspace.Edit(part, fault);
        if (second is not null)
        {
            _workspace.Edit(second, replaced!);
        }

        Assert.Null(_workspace.Read());
        Issue issue = Assert.Single(_workspace.Issues.Issues, i => i.Code.Code == code);
        Assert.Equal(Severity.Error, issue.Severity);
        Assert.Equal(SharingWorkspace.Path, issue.Position.File);
        Assert.True(issue.Position.Line > 0 && issue.Position.Column > 0);
    }

    [Theory]
    [InlineData("roles: [suspect-known, offender]", "roles: []", "AGR020")]
    [InlineData("roles: [suspect-known, offender]", "roles:", "AGR020")]
    [InlineData("    classes: [vehicle]", "    classes: []", "AGR020")]
    [InlineData("organisation: northmoor-police", "organisation: haven", "AGR033")]
    [InlineData("purpose: investigation", "purpose: victim-support", "AGR033")]
    [InlineData("dpia: DPIA-2026-014\n", "", "AGR029")]
    [InlineData("roles: [witness]", "attributes: [familyName, givenNames, dateOfBirth]\n    classes: [description]", "AGR030")]
    [InlineData("classes: [vehicle]", "classes: [vehicle, biometric]", "AGR031")]
    [InlineData("except: [accent]", "except: [familyName]", "AGR031")]
    [InlineData("except: [accent]", "except: [religion]", "AGR031")]
    [InlineData("onward: { permitted: true, to: [forces] }", "onward: { permitted: false, to: [forces] }", "AGR037")]
    [InlineData("dpia: DPIA-2026-014", "dpia: DPIA-2026-014\ntransfer: { basis: adequacy, reference: none }", "AGR025")]
    public void Read_Doubtful_IsAWarningOfItsCode(string part, string doubt, string code)
    {
        _workspace.Edit(part, doubt);

        Assert.NotNull(_workspace.Read());
        Assert.Equal(Severity.Warning, Assert.Single(_workspace.Issues.Issues, i => i.Code.Code == code).Severity);
    }

    [Fact]
    public void Read_OneOrganisationAlone_IsItsOwnAgreement()
    {
        _workspace.Edit("  - { organisation: northmoor-police, role: joint-controller, receives: true, contact: data.protection@northmoor-police.example }\n", "");

        AgreementDefinition agreement = _workspace.Standing().Agreement;
        AgreementParties parties = AgreementParties.Of(agreement, _workspace.Read()!.Organisations, _workspace.Read()!.Groups);

        Assert.True(parties.IsOwn);
        Assert.Equal([("wexshire-police", "wexshire-police")], parties.Pairs());
    }

    [Fact]
    public void Read_EmptyLists_PermitNobody()
    {
        GrantDefinition grant = _workspace.Edit("roles: [suspect-known, offender]", "roles:").Edit("subjects: [suspect]", "subjects: []").Standing().Agreement.Grants[0];

        Assert.Equal([], grant.Roles!);
        Assert.Equal([], grant.Subjects!);
    }

    [Fact]
    public void Read_ManyFaults_AreAllReportedAtOnce()
    {
        _workspace.Edit("purpose: investigation", "purpose: sport").Edit("records: [Vehicle]", "records: [Car]").Edit("retention: P6Y", "retention: long");

        Assert.Null(_workspace.Read());
        Assert.Equal(["AGR012", "AGR014", "AGR035"], _workspace.Issues.Issues.Select(i => i.Code.Code).Order());
    }

    [Theory]
    [InlineData("adequacy", "", true)]
    [InlineData("safeguards", "", false)]
    [InlineData("safeguards", ", justification: A series of thefts, assessed: 2026-01-05", true)]
    [InlineData("special-circumstances", ", justification: A series of thefts", false)]
    [InlineData("not-relevant-authority", ", justification: A series of thefts, assessed: 2026-01-05", false)]
    [InlineData("not-relevant-authority", ", justification: A series of thefts, assessed: 2026-01-05, relevant-authority: false", true)]
    [InlineData("adequacy", ", relevant-authority: false", false)]
    public void Read_Transfer_HasTheRecordThatTheActAsksFor(string basis, string more, bool sound)
    {
        _workspace.Edit("organisation: northmoor-police", "organisation: ruritania")
            .Edit("dpia: DPIA-2026-014", $"dpia: DPIA-2026-014\ntransfer: {{ basis: {basis}, reference: TRA-2026-3{more} }}");

        Assert.Equal(sound, _workspace.Read() is not null);
        Assert.Equal(sound, _workspace.Issues.Issues.All(i => i.Code.Code != "AGR024"));
    }

    [Fact]
    public void Read_ProtectedAttributesOfAClass_AreLeftOutWithAWarning()
    {
        _workspace.Edit("sensitive-conditions: [\"1\"]\n", "").Edit(", dateOfBirth]", "]").Edit("classes: [description]", "classes: [identity]").Edit("    except: [accent]\n", "");

        AgreementDefinition agreement = _workspace.Standing().Agreement;

        Issue issue = Assert.Single(_workspace.Issues.Issues, i => i.Code.Code == "AGR026");
        Assert.Equal(Severity.Warning, issue.Severity);
        Assert.Contains("dateOfBirth", issue.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(
            PermittedAttributes.Of(agreement, agreement.Grants[0], Dictionary.Types["Person"]), a => a.Name == "dateOfBirth");
        Assert.Contains(PermittedAttributes.Of(agreement.Grants[0], Dictionary.Types["Person"]), a => a.Name == "dateOfBirth");
    }

    [Fact]
    public void Read_NothingSaid_NamesTheItemsOfTheCode()
    {
        _workspace.Edit("frequency: as it happens\n", "").Edit("  breach: The other party is told within 24 hours.\n", "");

        Assert.NotNull(_workspace.Read());
        Issue issue = Assert.Single(_workspace.Issues.Issues);
        Assert.Equal("AGR036", issue.Code.Code);
        Assert.Equal("nothing is said of: frequency, governance: breach", issue.Message);
    }

    [Fact]
    public void Version_CoversAgreementsAndTheirSidecars()
    {
        string[] versions =
        [
            _workspace.Read()!.Version,
            _workspace.Edit("P6Y", "P7Y").Read()!.Version,
            _workspace.With("agreements/wexshire-northmoor.state.yaml", "state: suspended\nfrom: 2026-03-01\nby: wexshire-police\nreason: Review\n").Read()!.Version,
            _workspace.With("agreements/wexshire-northmoor.haven.jws", "a..b").Read()!.Version,
            _workspace.With("groups/forces.yaml", "group: forces\nkinds: [force]\n").Read()!.Version,
        ];

        Assert.Equal(5, versions.Distinct().Count());
    }

    private static Parley.Engine.Dictionary.PoleDictionary Dictionary => Parley.Engine.Dictionary.BuiltInDictionary.BuiltIn;
}
