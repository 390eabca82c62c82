using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Parley.Engine.Evidence;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Sharing.Signatures;
using Parley.Engine.Tests.Sharing.Support;
using Xunit;

namespace Parley.Engine.Tests.Sharing;

public sealed class AgreementSignaturesTests : IDisposable
{
    private const string Wexshire = "wexshire-police";
    private const string Northmoor = "northmoor-police";

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _otherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly SharingWorkspace _workspace = new();

    public void Dispose()
    {
        _key.Dispose();
        _otherKey.Dispose();
    }

    [Fact]
    public void Standing_WithoutSignatures_IsProposed()
    {
        AgreementStanding standing = _workspace.Standing();

        Assert.Equal(AgreementState.Proposed, standing.On(SharingWorkspace.Day));
        Assert.Equal([Northmoor, Wexshire], standing.Missing);
    }

    [Fact]
    public void Standing_SignedByAll_IsInForceBetweenItsDates()
    {
        Both();
        AgreementStanding standing = _workspace.Standing();

        Assert.Empty(_workspace.Issues.Issues);
        Assert.Equal([Northmoor, Wexshire], standing.SignedBy);
        Assert.Empty(standing.Missing);
        Assert.Equal(AgreementState.Proposed, standing.On(new DateOnly(2026, 1, 4)));
        Assert.Equal(AgreementState.InForce, standing.On(new DateOnly(2026, 1, 5)));
        Assert.Equal(AgreementState.InForce, standing.On(new DateOnly(2027, 12, 31)));
        Assert.Equal(AgreementState.Ended, standing.On(new DateOnly(2028, 1, 1)));
        Assert.All(standing.Signatures, s => Assert.Equal((standing.Agreement.Hash, "2026-1", SharingWorkspace.Day), (s.Hash, s.KeyId, s.Signed!.Value)));
    }

    [Fact]
    public void Standing_SignedBeforeItsFirstDay_IsSignedUntilThen()
    {
        _workspace.Edit("start: 2026-01-01", "start: 2026-01-10");
        Both();

        Assert.Equal(AgreementState.Signed, _workspace.Standing().On(new DateOnly(2026, 1, 9)));
        Assert.Equal(AgreementState.InForce, _workspace.Standing().On(new DateOnly(2026, 1, 10)));
    }

    [Fact]
    public void Read_OneKeyOfTwoOrganisations_IsRefused()
    {
        Assert.Null(_workspace.WithKey(Wexshire, _key).WithKey(Northmoor, _key).Read());
        Assert.Equal("AGR001", Assert.Single(_workspace.Issues.Issues).Code.Code);
    }

    [Fact]
    public void Standing_SignedByOne_IsProposed()
    {
        _workspace.WithKey(Wexshire, _key).Sign(Wexshire, _key);

        Assert.Equal(AgreementState.Proposed, _workspace.Standing().On(SharingWorkspace.Day));
        Assert.Equal([Northmoor], _workspace.Standing().Missing);
    }

    [Theory]
    [InlineData("attributes: [familyName, givenNames, dateOfBirth]", "attributes: [familyName, givenNames, dateOfBirth, pncId]")]
    [InlineData("retention: P6Y", "retention: P60Y")]
    [InlineData("receives: true, contact: data.protection@northmoor", "gives: true, receives: true, contact: data.protection@northmoor")]
    [InlineData("Witnesses are protected.", "Witnesses are protected")]
    [InlineData("end: 2027-12-31", "end: 2027-12-30")]
    [InlineData("[suspect-known, offender]", "[offender, suspect-known]")]
    public void Standing_EditedAfterSignature_IsProposed(string part, string edited)
    {
        Both();
        AgreementStanding standing = _workspace.Edit(part, edited).Standing();

        Assert.Equal(AgreementState.Proposed, standing.On(SharingWorkspace.Day));
        Assert.Empty(standing.SignedBy);
        Assert.Equal(["AGR057", "AGR057"], _workspace.Issues.Issues.Select(i => i.Code.Code));
    }

    [Fact]
    public void Standing_RuleOfAGroupEdited_IsProposed()
    {
        Both();
        _workspace.With("groups/forces.yaml", "group: forces\nkinds: [force, charity]\n");

        Assert.Equal(AgreementState.Proposed, _workspace.Standing().On(SharingWorkspace.Day));
    }

    [Fact]
    public void Standing_CommentsOrderAndStyleChanged_StaysInForce()
    {
        Both();
        string hash = _workspace.Standing().Agreement.Hash;
        string text = _workspace.Text(SharingWorkspace.Path);
        string moved = "# A remark\r\nretention:   'P6Y'  # six years\r\n" + text.Replace("retention: P6Y\n", "", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal);

        AgreementStanding standing = _workspace.With(SharingWorkspace.Path, moved).Standing();

        Assert.Equal(hash, standing.Agreement.Hash);
        Assert.Equal(AgreementState.InForce, standing.On(SharingWorkspace.Day));
    }

    [Fact]
    public void Standing_GroupAsParty_IsSignedByEveryMember()
    {
        Both();
        _workspace.Edit("{ organisation: northmoor-police,", "{ group: forces,");
        Resign(Wexshire);
        Assert.Equal([Northmoor], _workspace.Standing().Missing);
        Resign(Northmoor);
        Assert.Equal(AgreementState.InForce, _workspace.Standing().On(SharingWorkspace.Day));

        // A force that joins the group is bound only when it has signed too.
        _workspace.With("organisations/dunmere-police.yaml", "organisation: dunmere-police\nname: Dunmere Police\nkind: force\nnation: wales\n");
        Assert.Equal(["dunmere-police"], _workspace.Standing().Missing);
    }

    [Theory]
    [InlineData("suspended", AgreementState.Suspended)]
    [InlineData("ended", AgreementState.Ended)]
    [InlineData("withdrawn", AgreementState.Withdrawn)]
    public void Standing_Stopped_IsSoFromTheDayNamed(string state, AgreementState expected)
    {
        Both();
        AgreementStanding standing = _workspace.With(
            "agreements/wexshire-northmoor.state.yaml", $"state: {state}\nfrom: 2026-03-01\nby: wexshire-police\nperson: A. Officer\nreason: A review\n").Standing();

        Assert.Empty(_workspace.Issues.Issues);
        Assert.Equal(AgreementState.InForce, standing.On(new DateOnly(2026, 2, 28)));
        Assert.Equal(expected, standing.On(new DateOnly(2026, 3, 1)));
        Assert.Equal(("A. Officer for wexshire-police", "A review"), (standing.Stop!.By, standing.Stop.Reason));
    }

    [Fact]
    public void Read_StopByAnOutsider_IsAnError()
    {
        Assert.Null(_workspace.With("agreements/wexshire-northmoor.state.yaml", "state: ended\nfrom: 2026-03-01\nby: haven\nreason: x\n").Read());
        Assert.Equal("AGR070", Assert.Single(_workspace.Issues.Issues).Code.Code);
    }

    [Theory]
    [InlineData("agreements/other.wexshire-police.jws", "AGR060")]
    [InlineData("agreements/other.state.yaml", "AGR060")]
    [InlineData("agreements/wexshire-northmoor.haven.jws", "AGR059")]
    [InlineData("agreements/wexshire-northmoor.northmoor-police.jws", "AGR050")]
    [InlineData("agreements/wexshire-northmoor.jws", "WSP034")]
    [InlineData("organisations/secret.pem", "AGR007")]
    public void Read_StrayFile_IsWarnedOf(string path, string code)
    {
        _workspace.With(path, path.EndsWith(".pem", StringComparison.Ordinal) ? _key.ExportPkcs8PrivateKeyPem() : "state: x");

        Assert.NotNull(_workspace.Read());
        Issue issue = Assert.Single(_workspace.Issues.Issues, i => i.Code.Code == code);
        Assert.Equal((path, Severity.Warning), (issue.Position.File, issue.Severity));
        Assert.DoesNotContain("MIG", issue.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "AGR050")]
    [InlineData("a..b", "AGR050")]
    [InlineData("truncated", "AGR050")]
    [InlineData("half", "AGR056")]
    [InlineData("reordered", "AGR050")]
    [InlineData("attached", "AGR050")]
    [InlineData("padded", "AGR050")]
    [InlineData("space", "AGR050")]
    [InlineData("der", "AGR056")]
    [InlineData("zero-r", "AGR056")]
    [InlineData("zero-s", "AGR056")]
    [InlineData("order-s", "AGR056")]
    [InlineData("large-r", "AGR056")]
    [InlineData("flipped", "AGR058")]
    [InlineData("other-key", "AGR058")]
    [InlineData("swapped", "AGR058")]
    public void Verify_SignatureValue_IsRefusedByItsCode(string what, string code)
    {
        Both();
        AgreementDefinition agreement = _workspace.Standing().Agreement;
        string[] parts = AgreementSignatures.Sign(agreement, Wexshire, "2026-1", what == "other-key" ? _otherKey : _key, SharingWorkspace.Day).Split("..");
        byte[] value = Base64Url.DecodeFromChars(parts[1]);
        byte[] order = Convert.FromHexString("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
        string jws = what switch
        {
            "truncated" => $"{parts[0]}.",
            "half" => $"{parts[0]}..{Encode(value[..32])}",
            "reordered" => $"{parts[1]}.{parts[0]}.",
            "attached" => $"{parts[0]}.{Encode(CanonicalJson.Write(agreement.Content))}.{parts[1]}",
            "padded" => $"{parts[0]}..{parts[1]}==",
            "space" => $"{parts[0]}.. {parts[1]}",
            "der" => $"{parts[0]}..{Encode(_key.SignData([1], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence))}",
            "zero-r" => $"{parts[0]}..{Encode([.. new byte[32], .. value[32..]])}",
            "zero-s" => $"{parts[0]}..{Encode([.. value[..32], .. new byte[32]])}",
            "order-s" => $"{parts[0]}..{Encode([.. value[..32], .. order])}",
            "large-r" => $"{parts[0]}..{Encode([.. Enumerable.Repeat((byte)255, 32), .. value[32..]])}",
            "flipped" => $"{parts[0]}..{Encode([.. value[..40], (byte)(value[40] ^ 1), .. value[41..]])}",
            "swapped" => $"{parts[0]}..{Encode([.. value[32..], .. value[..32]])}",
            "other-key" => $"{parts[0]}..{parts[1]}",
            _ => what,
        };

        Refused(jws, code);
    }

    [Theory]
    [InlineData("{\"alg\":\"none\",HASH,KID,ORG,DAY,TYP}", "AGR051")]
    [InlineData("{\"alg\":\"HS256\",HASH,KID,ORG,DAY,TYP}", "AGR051")]
    [InlineData("{\"alg\":\"ES384\",HASH,KID,ORG,DAY,TYP}", "AGR051")]
    [InlineData("{\"alg\":\"es256\",HASH,KID,ORG,DAY,TYP}", "AGR051")]
    [InlineData("{HASH,KID,ORG,DAY,TYP}", "AGR051")]
    [InlineData("{ALG,HASH,KID,ORG,DAY}", "AGR052")]
    [InlineData("{ALG,HASH,KID,ORG,DAY,TYP,\"b64\":\"false\"}", "AGR052")]
    [InlineData("{ALG,HASH,KID,ORG,DAY,TYP,\"crit\":[\"b64\"]}", "AGR052")]
    [InlineData("{ALG,HASH,KID,ORG,DAY,TYP,\"jwk\":\"x\"}", "AGR052")]
    [InlineData("{ALG,ALG,HASH,KID,ORG,DAY,TYP}", "AGR052")]
    [InlineData("{ALG,HASH,KID,ORG,DAY,\"typ\":\"JWT\"}", "AGR052")]
    [InlineData("{ALG,HASH,KID,\"org\":\"northmoor-police\",DAY,TYP}", "AGR052")]
    [InlineData("{ALG,HASH,KID,ORG,\"signed\":\"yesterday\",TYP}", "AGR052")]
    [InlineData("[ALG]", "AGR052")]
    [InlineData("{ALG", "AGR052")]
    [InlineData("{ALG,HASH,\"kid\":\"2025-1\",ORG,DAY,TYP}", "AGR053")]
    [InlineData("{ALG,\"hash\":\"00\",KID,ORG,DAY,TYP}", "AGR057")]
    public void Verify_Header_IsRefusedByItsCodeAlthoughTheSignatureFits(string header, string code)
    {
        Both();
        AgreementDefinition agreement = _workspace.Standing().Agreement;
        string text = header
            .Replace("ALG", "\"alg\":\"ES256\"", StringComparison.Ordinal)
            .Replace("HASH", $"\"hash\":\"{agreement.Hash}\"", StringComparison.Ordinal)
            .Replace("KID", "\"kid\":\"2026-1\"", StringComparison.Ordinal)
            .Replace("ORG", "\"org\":\"wexshire-police\"", StringComparison.Ordinal)
            .Replace("DAY", "\"signed\":\"2026-01-05\"", StringComparison.Ordinal)
            .Replace("TYP", "\"typ\":\"parley-agreement+jws\"", StringComparison.Ordinal);
        string encoded = Encode(Encoding.UTF8.GetBytes(text));
        byte[] input = Encoding.ASCII.GetBytes($"{encoded}.{Encode(CanonicalJson.Write(agreement.Content))}");
        byte[] value = _key.SignData(input, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

        Refused($"{encoded}..{Encode(value)}", code);
    }

    [Fact]
    public void Verify_OtherOrderOfTheHeadersMembers_CountsWhenItWasSignedSo()
    {
        Both();
        AgreementDefinition agreement = _workspace.Standing().Agreement;
        string header = Encode(Encoding.UTF8.GetBytes(
            $$"""{ "typ":"parley-agreement+jws", "signed":"2026-01-05", "org":"wexshire-police", "kid":"2026-1", "hash":"{{agreement.Hash}}", "alg":"ES256" }"""));
        byte[] input = Encoding.ASCII.GetBytes($"{header}.{Encode(CanonicalJson.Write(agreement.Content))}");
        byte[] value = _key.SignData(input, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

        _workspace.With(SharingWorkspace.SignaturePath(Wexshire), $"{header}..{Encode(value)}");
        Assert.Contains(Wexshire, _workspace.Standing().SignedBy);
    }

    [Theory]
    [InlineData("    revoked: true\n", "AGR054")]
    [InlineData("    from: 2026-01-06\n", "AGR055")]
    [InlineData("    until: 2026-01-04\n", "AGR055")]
    [InlineData("    from: 2026-01-05\n    until: 2026-01-05\n", null)]
    public void Verify_KeyThatDoesNotHold_IsRefused(string more, string? code)
    {
        _workspace.WithKey(Wexshire, _key, more: more).Sign(Wexshire, _key);
        AgreementStanding standing = _workspace.Standing();

        Assert.Equal(code, Assert.Single(standing.Signatures).Fault?.Code);
        Assert.Equal(code is null, standing.SignedBy.Contains(Wexshire));
    }

    [Fact]
    public void Sign_Content_IsWhatAnyJwsLibraryChecks()
    {
        AgreementDefinition agreement = _workspace.Standing().Agreement;
        string[] parts = AgreementSignatures.Sign(agreement, Wexshire, "2026-1", _key, SharingWorkspace.Day).Split('.');
        JsonNode header = JsonNode.Parse(Base64Url.DecodeFromChars(parts[0]))!;

        Assert.Equal("ES256", (string?)header["alg"]);
        Assert.Equal(agreement.Hash, Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Write(agreement.Content))));
        Assert.True(_key.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{Encode(CanonicalJson.Write(agreement.Content))}"), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256));
    }

    [Fact]
    public void Calendar_ReviewEndAndSignatures_AreComparedWithTheDay()
    {
        Both();
        var workspace = _workspace.Read()!;

        Assert.Equal([], Codes(new DateOnly(2026, 12, 1)));
        Assert.Equal(["AGR028"], Codes(new DateOnly(2026, 12, 2)));
        Assert.Equal(["AGR038"], Codes(new DateOnly(2028, 1, 1)));
        Assert.Equal(["AGR061", "AGR061"], Codes(new DateOnly(2026, 1, 4)));

        IEnumerable<string> Codes(DateOnly day)
        {
            IssueSink issues = new();
            AgreementCalendar.Check(workspace, day, issues);
            return issues.Issues.Select(i => i.Code.Code);
        }
    }

    private void Both() =>
        _workspace.WithKey(Wexshire, _key).WithKey(Northmoor, _otherKey).Sign(Wexshire, _key).Sign(Northmoor, _otherKey);

    private void Resign(string organisation) => _workspace.Sign(organisation, organisation == Wexshire ? _key : _otherKey);

    private void Refused(string jws, string code)
    {
        AgreementStanding standing = _workspace.With(SharingWorkspace.SignaturePath(Wexshire), jws).Standing();

        Assert.Equal([Northmoor], standing.SignedBy);
        Assert.Equal(AgreementState.Proposed, standing.On(SharingWorkspace.Day));
        Assert.Equal(code, Assert.Single(_workspace.Issues.Issues).Code.Code);
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
