using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Parley.EndToEnd.Tests.Support;
using Xunit;

namespace Parley.EndToEnd.Tests.Cli;

/// <summary>The way of docs/how-to/write-an-agreement.md, by the executable.</summary>
public sealed class AgreementTests : IDisposable
{
    private const string Name = "wexshire-northmoor";
    private const string Permit = "permit:\n  - { records: [Person], roles: [suspect-known], attributes: [familyName, givenNames] }\n";

    private readonly TemporaryFolder _keys = new();
    private readonly TemporaryFolder _folder = new TemporaryFolder()
        .With("parley.yaml", "installation: Wexshire\norganisation: wexshire-police\ndictionary: \"2026.1\"\n")
        .With("organisations/wexshire-police.yaml", "organisation: wexshire-police\nname: Wexshire Police\nkind: force\n")
        .With("organisations/northmoor-police.yaml", "organisation: northmoor-police\nname: Northmoor Police\nkind: force\n");

    private string AgreementPath => Path.Combine(_folder.Path, "agreements", $"{Name}.yaml");

    public void Dispose()
    {
        _folder.Dispose();
        _keys.Dispose();
    }

    [Fact]
    public async Task Agreement_DraftedSignedByBothAndEdited_GoesThroughItsStates()
    {
        await DraftAsync();
        Assert.Equal("proposed", await StateAsync());

        await SignAsync("wexshire-police");
        ParleyProcess half = await RunAsync("agreement", "verify");
        Assert.Equal(1, half.ExitCode);
        Assert.Contains("northmoor-police: not signed", half.Output, StringComparison.Ordinal);

        await SignAsync("northmoor-police");
        ParleyProcess whole = await RunAsync("agreement", "verify", Name, "--json");
        Assert.Equal(0, whole.ExitCode);
        JsonNode verified = Assert.Single(whole.Json.AsArray())!;
        Assert.All(verified["parties"]!.AsArray(), p => Assert.Equal(("yes", (string?)verified["hash"]), ((string?)p!["signed"], (string?)p["hash"])));
        Assert.Equal("in force", await StateAsync());
        Assert.Contains("1 agreement (1 in force)", (await RunAsync("check")).Output, StringComparison.Ordinal);

        _folder.With($"agreements/{Name}.state.yaml", "state: suspended\nfrom: 2026-01-01\nby: northmoor-police\nreason: A review\n");
        Assert.Equal("suspended", await StateAsync());
        File.Delete(Path.Combine(_folder.Path, "agreements", $"{Name}.state.yaml"));

        File.WriteAllText(AgreementPath, File.ReadAllText(AgreementPath).Replace("P6Y", "P9Y", StringComparison.Ordinal));
        ParleyProcess edited = await RunAsync("agreement", "verify");
        Assert.Equal(1, edited.ExitCode);
        Assert.Contains("refused AGR057", edited.Output, StringComparison.Ordinal);
        Assert.Equal("proposed", await StateAsync());
    }

    [Fact]
    public async Task New_Template_ChecksWithoutErrorAndIsNeverOverwritten()
    {
        Assert.Equal(0, (await NewAsync()).ExitCode);
        ParleyProcess check = await RunAsync("agreement", "check", "--json");

        Assert.Equal(0, check.ExitCode);
        Assert.Equal(["AGR020", "AGR036"], check.Json["issues"]!.AsArray().Select(i => (string?)i!["code"]));
        Assert.Equal("inter-force", (string?)check.Json["agreements"]![0]!["level"]);
        Assert.Equal(2, (await NewAsync()).ExitCode);
    }

    [Fact]
    public async Task New_TemplateWithItsExamples_ChecksWithoutError()
    {
        await NewAsync();
        string[] lines = File.ReadAllLines(AgreementPath);
        File.WriteAllLines(AgreementPath, lines
            .Where(l => l != "permit: []")
            .Select(l => l == "# What may be shared. What is not listed is not shared; an empty list is nobody and nothing." ? "permit:"
                : l is "# forbid:" || l.StartsWith("# sensitive-conditions:", StringComparison.Ordinal) || l.StartsWith("# dpia:", StringComparison.Ordinal) ? l[2..]
                : l.StartsWith("#  - ", StringComparison.Ordinal) || l.StartsWith("#    ", StringComparison.Ordinal) ? " " + l[1..] : l));

        ParleyProcess check = await RunAsync("agreement", "check", "--json");

        Assert.Equal(
            "AGR036 still as in the draft: title, parties: contact, objectives, liability, governance: rights, governance: accuracy, governance: security, "
            + "governance: breach, governance: deletion, governance: termination, dpia",
            string.Join("; ", check.Json["issues"]!.AsArray().Select(i => $"{i!["code"]} {i["message"]}")));
    }

    [Fact]
    public async Task KeyNew_PrivateKey_IsReadableByItsOwnerOnlyAndNeverShown()
    {
        ParleyProcess made = await RunAsync("key", "new", Path.Combine(_keys.Path, "k.pem"), "--id", "2026-1");
        string pem = File.ReadAllText(Path.Combine(_keys.Path, "k.pem"));

        Assert.Equal(0, made.ExitCode);
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", pem, StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", made.Output + made.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(pem.Split('\n')[1], made.Output + made.Error, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_keys.Path, "k.pem")));
        }

        Assert.Equal(2, (await RunAsync("key", "new", Path.Combine(_keys.Path, "k.pem"))).ExitCode);
        Assert.Equal(2, (await RunAsync("key", "new", Path.Combine(_folder.Path, "k.pem"))).ExitCode);
        Assert.Equal(pem, File.ReadAllText(Path.Combine(_keys.Path, "k.pem")));
    }

    [Theory]
    [InlineData("nobody", "wexshire-police.pem", "'nobody' is no party")]
    [InlineData("wexshire-police", "northmoor-police.pem", "the key is none of wexshire-police's")]
    [InlineData("wexshire-police", "none.pem", "cannot be read")]
    [InlineData("wexshire-police", "public.pem", "holds no private key")]
    public async Task Sign_WrongPartyOrKey_IsMisuseAndWritesNothing(string organisation, string key, string words)
    {
        await DraftAsync();
        using ECDsa other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _keys.With("public.pem", other.ExportSubjectPublicKeyInfoPem());

        ParleyProcess sign = await RunAsync("agreement", "sign", Name, "--organisation", organisation, "--key", Path.Combine(_keys.Path, key));

        Assert.Equal(2, sign.ExitCode);
        Assert.Contains(words, sign.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "agreements"), "*.jws"));
    }

    [Fact]
    public async Task Diff_OverStandardInput_SaysWhoGainsAndLoses()
    {
        await DraftAsync();
        string earlier = File.ReadAllText(AgreementPath);
        File.WriteAllText(AgreementPath, earlier.Replace("[familyName, givenNames]", "[familyName, pncId]", StringComparison.Ordinal));

        ParleyProcess diff = await ParleyProcess.RunInAsync(_folder.Path, earlier, new Dictionary<string, string>(), "agreement", "diff", "-", Name);

        Assert.Equal(0, diff.ExitCode);
        Assert.Equal(
            "gain       northmoor-police gains of Person as suspect-known: pncId\nloss       northmoor-police loses of Person as suspect-known: givenNames\n",
            diff.Output);
        ParleyProcess none = await RunAsync("agreement", "diff", Name, Name, "--json");
        Assert.Empty(none.Json["changes"]!.AsArray());
    }

    [Fact]
    public async Task Export_Json_IsTheBytesWhoseHashIsSigned()
    {
        await DraftAsync();
        ParleyProcess json = await RunAsync("agreement", "export", Name, "--as", "json");
        ParleyProcess check = await RunAsync("agreement", "check", Name, "--json");
        ParleyProcess odrl = await RunAsync("agreement", "export", Name, "--as", "odrl");
        ParleyProcess page = await RunAsync("agreement", "export", Name, "--as", "page");

        Assert.Equal((string?)check.Json["agreements"]![0]!["hash"], Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json.Output))));
        Assert.Equal("Agreement", (string?)odrl.Json["@type"]);
        Assert.StartsWith("<!DOCTYPE html>", page.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("agreement", "export", Name, "--as", "xacml")).ExitCode);
        Assert.Equal(2, (await RunAsync("agreement", "export", "nothing", "--as", "json")).ExitCode);
    }

    [Fact]
    public async Task Sign_AgreementStillAsInTheDraft_IsMisuseAndWritesNothing()
    {
        await DraftAsync();
        File.WriteAllText(AgreementPath, File.ReadAllText(AgreementPath).Replace("Said (who answers", "TO SAY (who answers", StringComparison.Ordinal));

        ParleyProcess sign = await RunAsync("agreement", "sign", Name, "-o", "wexshire-police", "-k", Path.Combine(_keys.Path, "wexshire-police.pem"));

        Assert.Equal(2, sign.ExitCode);
        Assert.Contains("is still as in the draft in liability", sign.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, "agreements"), "*.jws"));
    }

    [Fact]
    public async Task New_PartyThatNoFileDefines_IsMisuseAndWritesNothing()
    {
        ParleyProcess made = await RunAsync("agreement", "new", Name, "--from", "wexshire-police", "--to", "northmor-police");

        Assert.Equal(2, made.ExitCode);
        Assert.Contains("there is no organisation or group 'northmor-police'; did you mean 'northmoor-police'?", made.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(AgreementPath));
    }

    [Fact]
    public async Task New_GroupAndContact_StandInTheDraft()
    {
        _folder.With("groups/forces.yaml", "group: forces\nkinds: [force]\n")
            .With("organisations/wexshire-police.yaml", "organisation: wexshire-police\nname: Wexshire Police\nkind: force\ncontact: dp@wexshire.example\n");

        Assert.Equal(0, (await RunAsync("agreement", "new", Name, "--from", "wexshire-police", "--to", "forces")).ExitCode);

        string draft = File.ReadAllText(AgreementPath);
        Assert.Contains("organisation: wexshire-police, role: controller, gives: true, contact: \"dp@wexshire.example\"", draft, StringComparison.Ordinal);
        Assert.Contains("{ group: forces, role: controller, receives: true", draft, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("agreement", "check")).ExitCode);
    }

    [Fact]
    public async Task Check_Fault_EndsWithOne()
    {
        await DraftAsync();
        File.WriteAllText(AgreementPath, File.ReadAllText(AgreementPath).Replace("purpose: investigation", "purpose: sport", StringComparison.Ordinal));

        ParleyProcess check = await RunAsync("agreement", "check");

        Assert.Equal(1, check.ExitCode);
        Assert.Contains("error AGR012: there is no purpose 'sport'", check.Output, StringComparison.Ordinal);
    }

    private Task<ParleyProcess> NewAsync() => RunAsync("agreement", "new", Name, "--from", "wexshire-police", "--to", "northmoor-police");

    // A draft that permits something, and a key for each party.
    private async Task DraftAsync()
    {
        Assert.Equal(0, (await NewAsync()).ExitCode);
        File.WriteAllText(AgreementPath, File.ReadAllText(AgreementPath).Replace("permit: []\n", Permit, StringComparison.Ordinal)
            .Replace("TO SAY (", "Said (", StringComparison.Ordinal));
        foreach (string organisation in new[] { "wexshire-police", "northmoor-police" })
        {
            ParleyProcess key = await RunAsync("key", "new", Path.Combine(_keys.Path, $"{organisation}.pem"));
            File.AppendAllText(Path.Combine(_folder.Path, "organisations", $"{organisation}.yaml"), key.Output);
        }
    }

    private async Task SignAsync(string organisation)
    {
        ParleyProcess sign = await RunAsync("agreement", "sign", Name, "-o", organisation, "-k", Path.Combine(_keys.Path, $"{organisation}.pem"));
        Assert.True(sign.ExitCode == 0, sign.Error);
    }

    private async Task<string?> StateAsync() =>
        (string?)(await RunAsync("agreement", "check", Name, "--json")).Json["agreements"]![0]!["state"];

    private Task<ParleyProcess> RunAsync(params string[] args) =>
        ParleyProcess.RunInAsync(_folder.Path, null, new Dictionary<string, string>(), args);
}
