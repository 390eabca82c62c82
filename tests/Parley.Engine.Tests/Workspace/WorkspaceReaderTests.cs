using Parley.Engine.Issues;
using Parley.Engine.Tests.Workspace.Support;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Workspace;

public sealed class WorkspaceReaderTests
{
    private const string Full = """
        accepts:
          - message: crime
            types: [Incident]
            with: [reference]
            without: [crimeReference]
            where: { category: [burglary] }
            from: [beacon]
            deliver:
              http:
                url: "${CORNERSTONE:-http://127.0.0.1:7402}/incidents/{reference}?x={exchange}"
                method: PUT
                headers: { SOAPAction: urn:crime }
                timeout: 10s
                concurrency: 16
                auth: { api-key: { header: X-Api-Key, key: env:CORNERSTONE_KEY } }
              retry: { attempts: 8, first: 500ms, most: 1m }
              breaker: { failures: 3, open: 5s }
            reply: answer
        """;

    private readonly TestWorkspace _workspace = new();

    [Fact]
    public void Read_SoundWorkspace_HasNoIssues()
    {
        LoadedWorkspace loaded = _workspace.Read()!;

        Assert.Empty(_workspace.Issues.Issues);
        Assert.Equal(["beacon", "cornerstone"], loaded.Systems.Keys.Order());
        Assert.Equal(IssuePolicy.Reject, loaded.Systems["cornerstone"].Messages["crime"].OnIssue);
        Assert.Equal(IssuePolicy.Hold, loaded.Systems["beacon"].Messages["incident"].OnIssue);
        Assert.Equal(3, loaded.Translations.Count);
        Assert.Matches("^[0-9a-f]{64}$", loaded.Version);
    }

    [Fact]
    public void Read_FullAccept_CarriesEveryKey()
    {
        LoadedWorkspace loaded = _workspace.With("systems/cornerstone/system.yaml", TestWorkspace.Cornerstone(Full)).Read(_ => null)!;

        Assert.Empty(_workspace.Issues.Issues);
        AcceptDefinition accept = Assert.Single(loaded.Systems["cornerstone"].Accepts);
        HttpDelivery http = Assert.IsType<HttpDelivery>(accept.Delivery);
        Assert.Equal(["reference"], accept.With);
        Assert.Equal(["crimeReference"], accept.Without);
        Assert.Equal(["burglary"], accept.Where["category"]);
        Assert.Equal(["beacon"], accept.From);
        Assert.Equal("answer", accept.Reply);
        Assert.Equal("http://127.0.0.1:7402/incidents/{reference}?x={exchange}", http.Url);
        Assert.Equal("PUT", http.Method);
        Assert.Equal("urn:crime", http.Headers["soapaction"]);
        Assert.Equal(TimeSpan.FromSeconds(10), http.Timeout);
        Assert.Equal(16, http.Concurrency);
        Assert.Equal(new ApiKeyAuth("X-Api-Key", new SecretReference("env", "CORNERSTONE_KEY"), ""), http.Auth);
        Assert.Equal(new RetryDefinition { Attempts = 8, First = TimeSpan.FromMilliseconds(500), Most = TimeSpan.FromMinutes(1) }, http.Retry);
        Assert.Equal(new BreakerDefinition { Failures = 3, Open = TimeSpan.FromSeconds(5) }, http.Breaker);
    }

    [Theory]
    [InlineData("http: { url: \"http://127.0.0.1/x\", media: by-value, max-media: 2MiB }")]
    [InlineData("folder: { path: out, file: \"{delivery}.xml\", media: by-value, max-media: 2MiB }")]
    public void Read_MediaByValue_NeedsAnInstallationThatKeepsMedia(string way)
    {
        LoadedWorkspace loaded = Accept($"deliver: {{ {way} }}").Read()!;

        DeliveryDefinition delivery = Assert.Single(loaded.Systems["cornerstone"].Accepts).Delivery!;
        Assert.Equal((MediaDelivery.ByValue, 2 << 20), (delivery.Media, delivery.MaxMediaBytes));
        Assert.Equal(["WSP045"], _workspace.Issues.Issues.Select(i => i.Code.Code));
    }

    [Fact]
    public void Read_AcceptWithoutTypes_TakesTheTranslationsSubject()
    {
        LoadedWorkspace loaded = Accept("deliver: { folder: { path: out, file: \"{reference}-{delivery}.xml\" } }").Read()!;

        AcceptDefinition accept = Assert.Single(loaded.Systems["cornerstone"].Accepts);
        Assert.Equal(["Incident"], accept.Types);
        Assert.Equal("out", Assert.IsType<FolderDelivery>(accept.Delivery).Path);
    }

    [Fact]
    public void Read_Intakes_AreRead()
    {
        LoadedWorkspace loaded = _workspace.With("systems/beacon/system.yaml", Beacon("""
            keys:
              - { id: "2026-1", sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08, expires: 2027-12-31 }
              - { id: dev, secret: env:BEACON_KEY }
            intake:
              - folder: { path: "${DROP}/in", pattern: "*.csv", message: incident, settle: 2s, many: false }
              - poll: { url: "http://127.0.0.1:1/changes?since={cursor}", cursor: "json:page.next", items: data, every: 5s, message: incident, auth: { oauth2: { token-url: "http://127.0.0.1:1/token", client-id: parley, client-secret: env:S, scope: read } } }
            """)).Read(name => name == "DROP" ? "/var/drop" : null)!;

        Assert.Empty(_workspace.Issues.Issues);
        SystemDefinition beacon = loaded.Systems["beacon"];
        Assert.Equal(new FolderIntake { MessageType = "incident", Path = "/var/drop/in", Pattern = "*.csv", Settle = TimeSpan.FromSeconds(2), ManyMessages = false }, beacon.Intake[0]);
        PollIntake poll = Assert.IsType<PollIntake>(beacon.Intake[1]);
        Assert.Equal("json:page.next", poll.Cursor);
        Assert.Equal(new OAuth2Auth("http://127.0.0.1:1/token", "parley", new SecretReference("env", "S"), "read"), poll.Auth);
        Assert.Equal(new DateOnly(2027, 12, 31), beacon.Keys[0].Expires);
        Assert.Equal(new SecretReference("env", "BEACON_KEY"), beacon.Keys[1].Secret);
    }

    [Fact]
    public void Read_PlacesOfHistoryAndEvents_AreRead()
    {
        LoadedWorkspace loaded = _workspace.With("systems/beacon/system.yaml", Beacon("""
            load-folder: ${DROP}/history
            webhooks: [ "https://hooks.example.com/beacon", "${HOOKS}/in" ]
            """)).Read(name => name == "DROP" ? "/var/drop" : "https://events.example.org")!;

        Assert.Empty(_workspace.Issues.Issues);
        Assert.Equal("/var/drop/history", loaded.Systems["beacon"].LoadFolder);
        Assert.Equal(["https://hooks.example.com/beacon", "https://events.example.org/in"], loaded.Systems["beacon"].Webhooks);
        Assert.Null(loaded.Systems["cornerstone"].LoadFolder);
    }

    [Fact]
    public void Read_Version_ChangesWithBehaviourOnly()
    {
        string before = _workspace.Read()!.Version;
        _workspace.With("README.md", "words").With("systems/beacon/samples/a.json", "{}");
        Assert.Equal(before, _workspace.Read()!.Version);
        _workspace.With("systems/beacon/incident.yaml", "beacon-incident2 Incident both");
        Assert.NotEqual(before, _workspace.Read()!.Version);
        Assert.Empty(_workspace.Issues.Issues);
    }

    [Fact]
    public void Read_FaultsInManyFiles_AreAllReportedAtOnceInOrder()
    {
        Assert.Null(_workspace
            .With("parley.yaml", "installation: W\norganisation: wexshire-polise\ndictionary: \"2026.1\"\nlisen: x\n")
            .With("organisations/wexshire-police.yaml", "organisation: wexshire-police\nname: Wexshire Police\nkind: farce\n")
            .With("systems/beacon/incident.yaml", "faulty")
            .With("systems/cornerstone/system.yaml", "a: [1,\n")
            .Read());

        Assert.Equal(
            [
                "organisations/wexshire-police.yaml:3:7 WSP008",
                "parley.yaml:2:15 WSP021",
                "parley.yaml:4:1 WSP006",
                "systems/beacon/incident.yaml:1:1 TST001",
                "systems/cornerstone/answer.yaml WSP034",
                "systems/cornerstone/crime.yaml WSP034",
                "systems/cornerstone/system.yaml:2:1 WSP001",
            ],
            _workspace.Issues.Issues.Select(i => $"{i.Position} {i.Code}"));
    }

    [Theory]
    [InlineData("types: [Incidnt]", "WSP026", "did you mean 'Incident'?")]
    [InlineData("with: [referense]", "WSP027", "did you mean 'reference'?")]
    [InlineData("where: { category: [arson] }", "WSP028", "'arson' is no code of category")]
    [InlineData("where: { category: [] }", "WSP038", "nothing can ever match")]
    [InlineData("with: [reference]\n    without: [reference]", "WSP038", "'reference'")]
    [InlineData("from: [beakon]", "WSP029", "did you mean 'beacon'?")]
    [InlineData("reply: anser", "WSP025", "did you mean 'answer'?")]
    [InlineData("whit: [reference]", "WSP006", "did you mean 'with'?")]
    public void Read_FaultyAccept_IsReported(string line, string code, string words) =>
        AssertFault(Accept(line + "\n    deliver: { http: { url: \"http://127.0.0.1/x\" } }"), code, words);

    [Theory]
    [InlineData("{ url: \"ftp://example.org/x\" }", "WSP011", "absolute http or https")]
    [InlineData("{ url: \"/x\" }", "WSP011", "absolute http or https")]
    [InlineData("{ url: \"http://{reference}.example.org/x\" }", "WSP011", "only in its path and query")]
    [InlineData("{ url: \"http://example.org/x#f\" }", "WSP011", "fragment")]
    [InlineData("{ url: \"http://example.org/{referenc}\" }", "WSP031", "did you mean 'reference'?")]
    [InlineData("{ url: \"http://example.org/{reference\" }", "WSP031", "brace")]
    [InlineData("{ url: \"http://${BAD NAME}/x\" }", "WSP031", "${NAME}")]
    [InlineData("{ url: \"http://user:pa55@example.org/x\" }", "WSP010", "secret")]
    [InlineData("{ url: \"http://example.org/x\", method: GET }", "WSP008", "POST")]
    [InlineData("{ url: \"http://example.org/x\", headers: { Authorization: Basic abc } }", "WSP010", "auth")]
    [InlineData("{ url: \"http://example.org/x\", headers: { \"Bad Name\": x } }", "WSP007", "header name")]
    [InlineData("{ url: \"http://example.org/x\", headers: { X: \"a\\nb\" } }", "WSP007", "printable")]
    [InlineData("{ url: \"http://example.org/x\", headers: { X: a, x: b } }", "WSP022", "no case")]
    [InlineData("{ url: \"http://example.org/x\", timeout: 5 }", "WSP007", "duration")]
    [InlineData("{ url: \"http://example.org/x\", auth: {} }", "WSP036", "exactly one of api-key, oauth2, mutual-tls")]
    [InlineData("{ url: \"http://example.org/x\", auth: { api-key: { key: s3cret } } }", "WSP010", "env:NAME")]
    [InlineData("{ url: \"http://example.org/x\", auth: { mutual-tls: { certificate: certs/x.pem, key: env:K } } }", "WSP033", "certs/x.pem")]
    public void Read_FaultyHttpDelivery_IsReported(string http, string code, string words) =>
        AssertFault(Accept($"deliver: {{ http: {http} }}"), code, words);

    [Theory]
    [InlineData("{ path: ../out, file: \"{delivery}\" }", "WSP012", "..")]
    [InlineData("{ path: \"a\\\\b\", file: \"{delivery}\" }", "WSP012", "forward slashes")]
    [InlineData("{ path: out, file: \"x/{delivery}\" }", "WSP012", "without a folder")]
    [InlineData("{ path: out, file: \"fixed.xml\" }", "WSP031", "replace another")]
    public void Read_FaultyFolderDelivery_IsReported(string folder, string code, string words) =>
        AssertFault(Accept($"deliver: {{ folder: {folder} }}"), code, words);

    [Theory]
    [InlineData("keys: [ { id: a } ]", "WSP024", "either")]
    [InlineData("keys: [ { id: a, sha256: abc } ]", "WSP024", "64 hexadecimal digits")]
    [InlineData("keys: [ { id: a, secret: plain } ]", "WSP010", "reference to a secret")]
    [InlineData("keys: [ { id: a, secret: env:A }, { id: a, secret: env:B } ]", "WSP022", "'a'")]
    [InlineData("intake: [ { folder: { path: in, message: incidents } } ]", "WSP025", "did you mean 'incident'?")]
    [InlineData("intake: [ { folder: { path: in/../../x, message: incident } } ]", "WSP012", "..")]
    [InlineData("intake: [ { poll: { url: \"http://127.0.0.1/x\", cursor: header:Next, message: incident } } ]", "WSP031", "{cursor}")]
    [InlineData("intake: [ { poll: { url: \"http://127.0.0.1/{cursor}\", cursor: next, message: incident } } ]", "WSP007", "header:NAME")]
    [InlineData("intake: [ {} ]", "WSP036", "exactly one of folder, poll")]
    [InlineData("load-folder: in/../../x", "WSP012", "..")]
    [InlineData("webhooks: [ \"hooks.example.com\" ]", "WSP011", "absolute http or https address")]
    [InlineData("webhooks: [ \"https://hooks.example.com/{reference}\" ]", "WSP031", "reference")]
    public void Read_FaultySystem_IsReported(string lines, string code, string words) =>
        AssertFault(_workspace.With("systems/beacon/system.yaml", Beacon(lines)), code, words);

    [Fact]
    public void Read_AcceptedMessageThatCannotBeWritten_IsReported() =>
        AssertFault(
            _workspace.With("systems/cornerstone/system.yaml", TestWorkspace.Cornerstone("accepts:\n  - message: answer\n    deliver: { http: { url: \"http://127.0.0.1/x\" } }\n")),
            "WSP030", "cannot write");

    [Fact]
    public void Read_SentMessageThatCannotBeRead_IsReported() =>
        AssertFault(_workspace.With("systems/beacon/incident.yaml", "beacon-incident Incident write"), "WSP030", "cannot read");

    [Fact]
    public void Read_OneKeyForTwoSystems_IsReported()
    {
        string key = "keys: [ { id: a, sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 } ]\n";
        AssertFault(
            _workspace.With("systems/beacon/system.yaml", Beacon(key)).With("systems/cornerstone/system.yaml", TestWorkspace.Cornerstone(key)),
            "WSP024", "also a key of 'beacon'");
    }

    [Fact]
    public void Read_TwoTranslationsOfOneName_IsReported() =>
        AssertFault(_workspace.With("systems/cornerstone/crime.yaml", "beacon-incident Incident both"), "WSP022", "beacon-incident");

    [Fact]
    public void Read_FolderOfAnotherName_IsReported() =>
        AssertFault(_workspace.With("systems/beacon/system.yaml", Beacon("").Replace("system: beacon", "system: bacon", StringComparison.Ordinal)), "WSP023", "bacon");

    [Fact]
    public void Read_MissingTranslation_IsReported() =>
        AssertFault(_workspace.Without("systems/beacon/incident.yaml"), "WSP033", "systems/beacon/incident.yaml");

    [Fact]
    public void Read_TranslationFromTheRoot_IsFound()
    {
        _workspace.With("translations/shared.yaml", "shared Incident both")
            .With("systems/beacon/system.yaml", "system: beacon\nname: B\norganisation: wexshire-police\nmessages: { a: /translations/shared.yaml, b: /translations/shared.yaml }\n")
            .Without("systems/beacon/incident.yaml");

        LoadedWorkspace loaded = _workspace.Read()!;

        Assert.Same(loaded.Systems["beacon"].Messages["a"].Translation, loaded.Systems["beacon"].Messages["b"].Translation);
    }

    [Fact]
    public void Read_NoInstallation_IsReported() => AssertFault(_workspace.Without("parley.yaml"), "WSP020", "parley.yaml");

    [Fact]
    public void Read_MissingVariable_IsAnErrorOnlyWhereItIsNeeded()
    {
        Accept("deliver: { http: { url: \"${NOWHERE}/x\" } }");
        Assert.Equal("${NOWHERE}/x", Assert.IsType<HttpDelivery>(_workspace.Read()!.Systems["cornerstone"].Accepts[0].Delivery).Url);
        Assert.Null(_workspace.Read(_ => null));
        Assert.Equal("WSP032", Assert.Single(_workspace.Issues.Issues).Code.Code);
    }

    [Fact]
    public void Read_UnusedFile_IsAWarning()
    {
        Assert.NotNull(_workspace.With("systems/beacon/old.yaml", "x: 1").Read());
        Issue issue = Assert.Single(_workspace.Issues.Issues);
        Assert.Equal("systems/beacon/old.yaml: warning WSP034: nothing uses this file", issue.ToString());
    }

    [Fact]
    public void Read_OtherDictionaryVersion_IsAWarning()
    {
        Assert.NotNull(_workspace.With("parley.yaml", "installation: W\norganisation: wexshire-police\ndictionary: \"2025.1\"\n").Read());
        Assert.Equal("WSP035", Assert.Single(_workspace.Issues.Issues).Code.Code);
    }

    [Fact]
    public void Read_AcceptThatNobodySends_IsSaid()
    {
        Assert.NotNull(Accept("types: [Person]\n    deliver: { http: { url: \"http://127.0.0.1/x\" } }").Read());
        Issue issue = Assert.Single(_workspace.Issues.Issues);
        Assert.Equal("WSP037", issue.Code.Code);
        Assert.Equal(Severity.Info, issue.Severity);
    }

    [Fact]
    public void Read_PrivateKeyInAFile_IsReportedWithoutRepeatingIt()
    {
        _workspace.With("organisations/wexshire-police.yaml", "organisation: wexshire-police\nname: W\nkind: force\ncontact: |\n  -----BEGIN EC PRIVATE KEY-----\n  MHcCAQEE\n");
        Assert.Null(_workspace.Read());
        Issue issue = Assert.Single(_workspace.Issues.Issues);
        Assert.Equal("WSP010", issue.Code.Code);
        Assert.DoesNotContain("MHc", issue.ToString());
    }

    [Fact]
    public void Read_FaultyTranslation_DoesNotBlameWhoUsesIt()
    {
        _workspace.With("systems/cornerstone/crime.yaml", "faulty");
        Accept("with: [anything]\n    deliver: { http: { url: \"http://127.0.0.1/{whatever}\" } }");
        Assert.Null(_workspace.Read());
        Assert.Equal(["TST001"], _workspace.Issues.Issues.Select(i => i.Code.Code));
    }

    private static string Beacon(string more) =>
        "system: beacon\nname: Beacon\norganisation: wexshire-police\nmessages:\n  incident: incident.yaml\n" + more;

    private TestWorkspace Accept(string lines) =>
        _workspace.With("systems/cornerstone/system.yaml", TestWorkspace.Cornerstone($"accepts:\n  - message: crime\n    {lines}\n"));

    private static void AssertFault(TestWorkspace workspace, string code, string words)
    {
        Assert.Null(workspace.Read());
        Issue issue = Assert.Single(workspace.Issues.Issues, i => i.Severity == Severity.Error);
        Assert.Equal(code, issue.Code.Code);
        Assert.Contains(words, issue.Message, StringComparison.Ordinal);
        Assert.NotNull(issue.Position.File);
    }
}
