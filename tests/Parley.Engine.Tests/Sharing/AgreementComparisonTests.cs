using Parley.Engine.Sharing;
using Parley.Engine.Sharing.Comparison;
using Parley.Engine.Tests.Sharing.Support;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Sharing;

public sealed class AgreementComparisonTests
{
    private readonly SharingWorkspace _workspace = new();

    [Theory]
    [InlineData("dateOfBirth]", "dateOfBirth, pncId]", "gain", "northmoor-police, wexshire-police gain of Person as offender, suspect-known: pncId")]
    [InlineData("givenNames, dateOfBirth]", "dateOfBirth]", "loss", "northmoor-police, wexshire-police lose of Person as offender, suspect-known: givenNames")]
    [InlineData("[suspect-known, offender]", "[suspect-known]", "loss", "lose of Person as offender: ")]
    [InlineData("    classes: [vehicle]", "    attributes: [colour]", "loss", "lose of Vehicle in any role: ")]
    [InlineData("gives: true, receives: true,", "gives: true,", "loss", "wexshire-police loses of Vehicle in any role: ")]
    [InlineData("sensitive-conditions: [\"1\"]\n", "", "loss", "lose of Person as offender, suspect-known: dateOfBirth", "givenNames, dateOfBirth]\n    classes: [description]\n    except: [accent]", "givenNames]\n    classes: [identity]")]
    [InlineData("    reason: Witnesses", "    attributes: [pncId]\n    reason: Witnesses", "changed", "only words or their order changed")]
    [InlineData("roles: [witness]", "roles: [offender]", "loss", "lose of Person as offender: ")]
    [InlineData("subjects: [suspect]", "subjects: [suspect, convicted]", "loosened", "'of subjects suspect, where")]
    [InlineData("    subjects: [suspect]\n", "", "loosened", "the condition for northmoor-police, wexshire-police on Person as offender, suspect-known")]
    [InlineData("subjects: [suspect]", "subjects: []", "tightened", "of no subject")]
    [InlineData("    where: .links | any(.role == \"suspect-of\")\n", "", "loosened", "became 'of subjects suspect, up to OFFICIAL'")]
    [InlineData("any(.role ==", "any(.role !=", "changed", "the condition for")]
    [InlineData("highest-marking: OFFICIAL\n", "highest-marking: OFFICIAL-SENSITIVE\n", "loosened", "up to OFFICIAL-SENSITIVE")]
    [InlineData("highest-marking: OFFICIAL-SENSITIVE", "highest-marking: OFFICIAL", "tightened", "the highest marking: OFFICIAL-SENSITIVE became OFFICIAL")]
    [InlineData("retention: P6Y", "retention: P18M", "tightened", "retention by the recipient: P6Y became P18M")]
    [InlineData("to: [forces]", "to: [forces, haven]", "loosened", "haven may now get it by onward sharing")]
    [InlineData("end: 2027-12-31", "end: 2028-12-31", "loosened", "the last day: 2027-12-31 became 2028-12-31")]
    [InlineData("start: 2026-01-01", "start: 2026-02-01", "tightened", "the first day: 2026-01-01 became 2026-02-01")]
    [InlineData("dpia: DPIA", "reason-required: false\ndpia: DPIA", "loosened", "a use no longer needs a reason in words")]
    [InlineData("purpose: investigation", "purpose: prosecution", "changed", "purpose: \"investigation\" became \"prosecution\"")]
    [InlineData("role: joint-controller, receives", "role: joint-controller, gives: true, receives", "loosened", "northmoor-police now discloses")]
    [InlineData("role: joint-controller, ", "", "changed", "northmoor-police: joint-controller, contact")]
    [InlineData("  - records: [Vehicle]\n    classes", "  - records: [Vehicle]\n    where: .stolen\n    classes", "tightened", "'up to OFFICIAL-SENSITIVE' became 'where .stolen, up to OFFICIAL-SENSITIVE'")]
    [InlineData("forbid:\n", "forbid:\n  - { records: [Vehicle], where: .stolen }\n", "tightened", "now forbidden: everything of Vehicle, where .stolen")]
    public void Compare_Change_IsToldInWords(string part, string replacement, string kind, string words, string? first = null, string? firstReplacement = null)
    {
        if (first is not null)
        {
            _workspace.Edit(first, firstReplacement!);
        }

        LoadedWorkspace workspace = _workspace.Read()!;
        AgreementDefinition earlier = workspace.Agreements["wexshire-northmoor"].Agreement;
        AgreementDefinition later = _workspace.Edit(part, replacement).Standing().Agreement;

        IReadOnlyList<AgreementChange> changes = AgreementComparison.Compare(earlier, later, workspace);

        Assert.Contains(changes, c => c.Kind.ToString().Equals(kind, StringComparison.OrdinalIgnoreCase) && c.Text.Contains(words, StringComparison.Ordinal));
    }

    [Fact]
    public void Compare_OneItemOfGovernance_IsToldByItselfAsItIsWritten()
    {
        LoadedWorkspace workspace = _workspace.Read()!;
        AgreementDefinition earlier = workspace.Agreements["wexshire-northmoor"].Agreement;
        string item = earlier.Governance["termination"];

        AgreementDefinition later = _workspace.Edit($"termination: {item}", "termination: A month's notice").Standing().Agreement;

        AgreementChange change = Assert.Single(AgreementComparison.Compare(earlier, later, workspace));
        Assert.Equal($"governance, termination: \"{item}\" became \"A month's notice\"", change.Text);
    }

    [Fact]
    public void Compare_TheSameValues_HasNoDifference()
    {
        LoadedWorkspace workspace = _workspace.Read()!;
        AgreementDefinition earlier = workspace.Agreements["wexshire-northmoor"].Agreement;

        Assert.Empty(AgreementComparison.Compare(earlier, _workspace.With(SharingWorkspace.Path, SharingWorkspace.Agreement + "\n# a remark\n").Standing().Agreement, workspace));
    }

    [Fact]
    public void Compare_ThereAndBack_TurnsGainsIntoLosses()
    {
        LoadedWorkspace workspace = _workspace.Read()!;
        AgreementDefinition earlier = workspace.Agreements["wexshire-northmoor"].Agreement;
        AgreementDefinition later = _workspace.Edit("[suspect-known, offender]", "[suspect-known, victim]").Edit("except: [accent]", "except: [clothing]").Standing().Agreement;

        Assert.Equal(
            Attributes(AgreementComparison.Compare(earlier, later, workspace), ChangeKind.Gain),
            Attributes(AgreementComparison.Compare(later, earlier, workspace), ChangeKind.Loss));
        Assert.Equal(
            Attributes(AgreementComparison.Compare(null, later, workspace), ChangeKind.Gain),
            Attributes(AgreementComparison.Compare(later, null, workspace), ChangeKind.Loss));
    }

    private static IEnumerable<string> Attributes(IReadOnlyList<AgreementChange> changes, ChangeKind kind) =>
        changes.Where(c => c.Kind == kind)
            .Select(c => $"{string.Join(',', c.Organisations)} {c.Record} {string.Join(',', c.Roles)} {string.Join(',', c.Attributes)}")
            .Order(StringComparer.Ordinal);
}
