using System.Security.Cryptography;
using Parley.Engine.Issues;
using Parley.Engine.Tests.Workspace.Support;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Engine.Tests.Workspace;

public sealed class AccessReaderTests
{
    private static readonly string s_pem = MakePem(ECCurve.NamedCurves.nistP256);

    [Fact]
    public void Whole_IsRead()
    {
        (LoadedWorkspace? workspace, IReadOnlyList<Issue> issues) = Read($$"""
            public-url: https://parley.example.com/
            identity-provider:
              issuer: https://id.example.com/realms/wexshire
              client-id: parley
              client-secret: env:SECRET
              scopes: [profile, groups]
              audience: urn:parley:people
              claims: { organisation: force, roles: realm_access.roles }
              organisations: { "Wexshire Police": wexshire-police }
              roles: { "Inspectors": duty-inspector }
            roles:
              duty-inspector: [see-exchanges, resend]
              officer: [explain]
            issuers:
              - { issuer: "http://127.0.0.1:9000", audience: urn:parley:systems, algorithms: [ES256], systems: { beacon-client: beacon } }
            certificates:
              - { system: beacon, sha256: "{{new string('A', 64)}}" }
            on-behalf:
              beacon: { by: token, organisations: [wexshire-police] }
              cornerstone:
                by: header
                required: true
                keys:
                  - id: k1
                    public-key: |
            {{string.Join('\n', s_pem.Split('\n').Select(l => "          " + l))}}
                    expires: 2030-01-01
            rates:
              person: { per-minute: 30 }
              systems: { beacon: { per-second: 5, burst: 7 } }
            sessions: { idle: 10m, absolute: 8h }
            """);

        Assert.Empty(issues);
        AccessDefinition access = workspace!.Access;
        Assert.Equal("https://parley.example.com", access.PublicUrl);
        Assert.Equal(["openid", "profile", "groups"], access.Provider!.Scopes);
        Assert.Equal("realm_access.roles", access.Provider.RolesClaim);
        Assert.Equal("duty-inspector", access.Provider.RoleValues["Inspectors"]);
        Assert.Equal(["explain"], access.Roles["officer"]);
        Assert.Equal(["see-exchanges", "ledger"], access.Roles["auditor"]);
        Assert.Equal("beacon", Assert.Single(access.Issuers).Systems["beacon-client"]);
        Assert.Equal(new string('a', 64), Assert.Single(access.Certificates).Sha256);
        Assert.True(access.OnBehalf["beacon"].ByToken);
        Assert.Equal(new DateOnly(2030, 1, 1), Assert.Single(access.OnBehalf["cornerstone"].Keys).Expires);
        Assert.Equal(new Rate(0.5, 1), access.Rates.Person);
        Assert.Equal(new Rate(5, 7), access.Rates.Systems["beacon"]);
        Assert.Equal(TimeSpan.FromMinutes(10), access.Sessions.Idle);
    }

    [Fact]
    public void Missing_LetsInHoldersOfKeysAlone()
    {
        LoadedWorkspace? workspace = new TestWorkspace().Read();

        Assert.Same(AccessDefinition.None, workspace!.Access);
        Assert.Empty(workspace.Access.Roles["officer"]);
    }

    [Fact]
    public void ReferenceExample_IsSound()
    {
        string reference = File.ReadAllText(Path.Combine(Root(), "docs", "reference", "access.md"));
        string example = reference.Split("```yaml\n")[1].Split("```")[0];

        Assert.Empty(Read(example).Issues);
    }

    [Theory]
    [InlineData("roles: { inspector: [see-exchange] }", "ACC001")]
    [InlineData("identity-provider: { issuer: https://id.example.com, client-id: p, roles: { a: inspector } }", "ACC002")]
    [InlineData("identity-provider: { issuer: http://id.example.com, client-id: p }", "ACC003")]
    [InlineData("public-url: http://parley.example.com", "ACC003")]
    [InlineData("issuers: [{ issuer: https://id.example.com, audience: a, keys: http://id.example.com/jwks }]", "ACC003")]
    [InlineData("issuers: [{ issuer: https://id.example.com, audience: a, algorithms: [none] }]", "ACC004")]
    [InlineData("issuers: [{ issuer: https://id.example.com, audience: a, algorithms: [RS256, HS256] }]", "ACC004")]
    [InlineData("issuers: [{ issuer: https://id.example.com, audience: a }, { issuer: https://id.example.com, audience: a }]", "ACC005")]
    [InlineData("certificates: [{ system: beacon, sha256: abc }]", "ACC006")]
    [InlineData("certificates: [{ system: beacon, subject: CN=beacon }]", "ACC006")]
    [InlineData("certificates: [{ system: beacon }]", "ACC006")]
    [InlineData("on-behalf: { beacon: { by: header, keys: [{ id: k, public-key: abc }] } }", "ACC007")]
    [InlineData("on-behalf: { beacon: { by: header } }", "ACC008")]
    [InlineData("on-behalf: { beacon: { by: token } }\nidentity-provider: { issuer: https://id.example.com, client-id: p }", "ACC008")]
    [InlineData("on-behalf: { beacon: { by: token } }\nissuers: [{ issuer: https://id.example.com, audience: a, systems: { c: beacon } }]", "ACC008")]
    [InlineData("identity-provider: { issuer: https://id.example.com, client-id: p, audience: p }", "ACC009")]
    [InlineData("sessions: { idle: 2h, absolute: 1h }", "ACC010")]
    [InlineData("sessions: { idle: 2h, absolute: 25h }", "ACC010")]
    [InlineData("rates: { person: { burst: 3 } }", "ACC011")]
    [InlineData("rates: { person: { per-second: 0 } }", "ACC011")]
    [InlineData("rates: { person: { per-second: 1, per-minute: 1 } }", "ACC011")]
    [InlineData("roles: { all: [operate, see-content] }", "ACC013")]
    [InlineData("applications: [{ resource: exchange, permit: [{ actions: [see-content] }] }]", "ACC014")]
    [InlineData("applications: [{ resource: note, permit: [{ actions: [] }] }]", "ACC014")]
    [InlineData("applications: [{ resource: note, forbid: [{ actions: [read], where: '.a ==' }] }]", "ACC014")]
    [InlineData("applications: [{ resource: note, known: [{ id: n1 }, { id: n1 }] }]", "ACC014")]
    [InlineData("applications: [{ resource: note, known: [{ properties: { a: b } }] }]", "WSP005")]
    [InlineData("subjects: [{ type: user, id: ada }, { type: user, id: ada }]", "ACC014")]
    [InlineData("subjects: [{ type: user, id: ada, roles: [supervisor] }]", "WSP006")]
    [InlineData("certificates: [{ system: nobody, sha256: 1111111111111111111111111111111111111111111111111111111111111111 }]", "WSP029")]
    [InlineData("on-behalf: { nobody: { by: header } }", "WSP029")]
    [InlineData("identity-provider: { issuer: https://id.example.com, client-id: p, organisations: { a: nowhere } }", "WSP021")]
    [InlineData("identity-provider: { issuer: https://id.example.com, client-id: p, client-secret: hunter2 }", "WSP010")]
    [InlineData("rights: {}", "WSP006")]
    public void Fault_IsReported_WithItsPlace(string yaml, string code)
    {
        (LoadedWorkspace? workspace, IReadOnlyList<Issue> issues) = Read(yaml);

        Issue issue = Assert.Single(issues, i => i.Code.Code == code);
        Assert.Equal("access.yaml", issue.Position.File);
        Assert.True(issue.Position.Line > 0);
        Assert.Equal(issue.Severity == Severity.Error, workspace is null);
    }

    [Fact]
    public void KnownEntities_AreRead_WithPropertiesAsJson()
    {
        AccessDefinition access = Read("""
            applications:
              - resource: note
                permit: [{ actions: [read] }]
                known:
                  - { id: n2 }
                  - { id: n1, properties: { status: archived, pages: 3, secret: true, tags: [a, "1"] } }
            subjects:
              - { type: user, id: ada, properties: { role: supervisor } }
              - { type: device, id: ada }
            """).Workspace!.Access;

        Assert.Equal(["n1", "n2"], access.KnownResources.Ids("note"));
        Assert.Equal("""{"status":"archived","pages":3,"secret":true,"tags":["a","1"]}""", access.KnownResources.Find("note", "n1")!.Properties.ToString());
        Assert.Equal("{}", access.KnownResources.Find("note", "n2")!.Properties.ToString());
        Assert.Equal("""{"role":"supervisor"}""", access.KnownSubjects.Find("user", "ada")!.Properties.ToString());
        Assert.Empty(access.KnownSubjects.Ids("group"));
        Assert.Null(access.KnownSubjects.Find("user", "ben"));
    }

    [Theory]
    [InlineData("https://127.0.0.1:7443", "", "ACC012")]
    [InlineData("http://127.0.0.1:7300", "tls: { certificate: server.pem, key: file:server.key }\n", "ACC012")]
    [InlineData("https://127.0.0.1:7443", "tls: { certificate: server.pem, key: file:server.key }\n", null)]
    public void Tls_BelongsToHttps(string listen, string tls, string? code)
    {
        TestWorkspace workspace = new TestWorkspace()
            .With("parley.yaml", $"installation: Wexshire\norganisation: wexshire-police\ndictionary: \"2026.1\"\nlisten: {listen}\n{tls}");

        workspace.Read();

        Assert.Equal(code is null ? [] : [code], workspace.Issues.Issues.Select(i => i.Code.Code));
    }

    [Fact]
    public void KeyOnAnotherCurve_IsRefused()
    {
        string pem = string.Join('\n', MakePem(ECCurve.NamedCurves.nistP384).Split('\n').Select(l => "          " + l));

        Assert.Contains(Read($"on-behalf:\n  beacon:\n    by: header\n    keys:\n      - id: k\n        public-key: |\n{pem}\n").Issues, i => i.Code == AccessIssues.BadPublicKey);
    }

    private static (LoadedWorkspace? Workspace, IReadOnlyList<Issue> Issues) Read(string yaml)
    {
        TestWorkspace workspace = new TestWorkspace().With("access.yaml", yaml);
        return (workspace.Read(), workspace.Issues.Issues);
    }

    private static string MakePem(ECCurve curve)
    {
        using ECDsa key = ECDsa.Create(curve);
        return key.ExportSubjectPublicKeyInfoPem();
    }

    private static string Root()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Parley.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
