using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Engine.Calendar;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Obligations;
using Parley.Engine.Processes;
using Parley.Engine.Retrieval;
using Parley.Engine.Sharing;
using Parley.Engine.Translation;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Server.Tests.Support;

/// <summary>Builds a workspace in code: systems, what they send and what they accept.</summary>
internal sealed class Estate
{
    public const string OperatorKey = "operator-key";

    private readonly Dictionary<string, SystemDefinition> _systems = new(StringComparer.Ordinal);
    private readonly Dictionary<string, AgreementStanding> _agreements = new(StringComparer.Ordinal);
    private readonly Dictionary<ProcessName, ProcessFile> _processes = [];

    public StorageDefinition Storage { get; set; } = new("sqlite", "store.db", null);

    public RetentionDefinition Retention { get; set; } = RetentionDefinition.Default;

    public ObligationRules Obligations { get; set; } = ObligationRules.Default;

    public WorkingCalendars Calendars { get; set; } = WorkingCalendars.Standard;

    public DeskDefinition Desk { get; set; } = DeskDefinition.Default;

    /// <summary>The dictionary; the stand-in's few types unless a test translates for real.</summary>
    public PoleDictionary Dictionary { get; set; } = TestTranslation.Dictionary;

    public AccessDefinition Access { get; set; } = AccessDefinition.None;

    public string Listen { get; set; } = "http://127.0.0.1:0";

    public bool Repository { get; set; } = true;

    public IdentityDefinition? Identities { get; set; } = new();

    public TlsDefinition? Tls { get; set; }

    public LedgerDefinition Ledger { get; set; } = new();

    public MediaDefinition? Media { get; set; }

    public ProcessRules Processes { get; set; } = new();

    public int MaxMessageBytes { get; set; } = 1 << 20;

    public static string KeyOf(string system) => system + "-key";

    public Estate System(string id, IssuePolicy policy = IssuePolicy.Reject, params string[] types)
    {
        string[] names = types.Length == 0 ? ["incident"] : types;
        _systems[id] = new SystemDefinition
        {
            Id = id,
            Name = id,
            Organisation = "wexshire",
            Keys = [new SystemKey("k1", Hash(KeyOf(id)), null, null)],
            Messages = names.ToDictionary(n => n, n => Type(id, n, policy)),
        };
        return this;
    }

    /// <summary>Gives a system a message type with a translation of its own, compiled; the server must then be started with the compiled translators.</summary>
    public Estate Translates(string id, string type, string yaml, IssuePolicy policy = IssuePolicy.Hold)
    {
        IssueSink issues = new();
        Translator? translator = TranslationCompiler.Compile($"systems/{id}/{type}.yaml", yaml, Dictionary, issues);
        Assert.True(translator is not null, string.Join('\n', issues.Issues));
        _systems[id] = _systems[id] with { Messages = new Dictionary<string, MessageTypeDefinition>(_systems[id].Messages) { [type] = new(type, translator, policy) } };
        return this;
    }

    /// <summary>A process, as a file of the workspace; what is wrong with it fails the test.</summary>
    public Estate Process(string text)
    {
        IssueSink issues = new();
        ProcessDefinition? definition = ProcessReader.Read("processes/test.yaml", text, issues);
        Assert.True(definition is not null, string.Join(Environment.NewLine, issues.Issues));
        _processes[definition.Name] = new ProcessFile("processes/test.yaml", text, definition);
        return this;
    }

    /// <summary>Takes a process out of the workspace again.</summary>
    public Estate WithoutProcesses()
    {
        _processes.Clear();
        return this;
    }

    /// <summary>Gives a system to another organisation.</summary>
    public Estate OwnedBy(string id, string organisation)
    {
        _systems[id] = _systems[id] with { Organisation = organisation };
        return this;
    }

    /// <summary>An agreement of wexshire with another organisation, signed by both, over attributes of incidents.</summary>
    public Estate Agreement(AgreementDefinition agreement, AgreementStop? stop = null)
    {
        _agreements[agreement.Id] = new AgreementStanding(agreement, ["eastmoor", "wexshire"], [], stop);
        return this;
    }

    public Estate Accepts(string id, AcceptDefinition accept)
    {
        _systems[id] = _systems[id] with { Accepts = [.. _systems[id].Accepts, accept] };
        return this;
    }

    /// <summary>Changes all that a system accepts.</summary>
    public Estate ChangeAccepts(string id, Func<AcceptDefinition, AcceptDefinition> change)
    {
        _systems[id] = _systems[id] with { Accepts = [.. _systems[id].Accepts.Select(change)] };
        return this;
    }

    public Estate AcceptsHttp(string id, Uri url, Func<HttpDelivery, HttpDelivery>? change = null, string? reply = null, string type = "incident")
    {
        HttpDelivery delivery = new()
        {
            Url = url.ToString(),
            Retry = new RetryDefinition { Attempts = 5, First = TimeSpan.FromMilliseconds(20), Most = TimeSpan.FromMilliseconds(100) },
            Breaker = new BreakerDefinition { Failures = 100, Open = TimeSpan.FromMilliseconds(100) },
        };
        return Accepts(id, new AcceptDefinition { MessageType = type, Types = ["Incident"], Delivery = change?.Invoke(delivery) ?? delivery, Reply = reply });
    }

    /// <summary>Lets a system be told of acts by message; it answers by <c>notice-done</c>.</summary>
    public Estate AcceptsNotices(string id, Uri url) => Accepts(id, new AcceptDefinition
    {
        MessageType = "notice",
        Types = ["RecordNotice"],
        Reply = "notice-done",
        Delivery = new HttpDelivery
        {
            Url = url.ToString(),
            Retry = new RetryDefinition { Attempts = 5, First = TimeSpan.FromMilliseconds(20), Most = TimeSpan.FromMilliseconds(100) },
            Breaker = new BreakerDefinition { Failures = 100, Open = TimeSpan.FromMilliseconds(100) },
        },
    });

    /// <summary>Lets a system be asked for persons by family name; it answers with bundles under <c>found</c>.</summary>
    public Estate Answers(string id, Uri url, Func<QuestionDefinition, QuestionDefinition>? change = null)
    {
        QuestionDefinition question = new()
        {
            Name = "person",
            By = ["familyName"],
            With = ["dateOfBirth"],
            Request = new RequestTemplate
            {
                Method = "GET",
                Address = Template(url.ToString()),
                Query = [("name", Template("{familyName}")), ("born", Template("{dateOfBirth:dd/MM/yyyy}"))],
                Headers = [("X-Reason", Template("{reason}")), ("X-Purpose", Template("{purpose}")), ("X-Asker", Template("{asker}"))],
            },
            MessageType = "bundle",
            Items = "found",
            Deadline = TimeSpan.FromSeconds(10),
            Breaker = new BreakerDefinition { Failures = 100, Open = TimeSpan.FromMinutes(1) },
        };
        _systems[id] = _systems[id] with { Answers = [.. _systems[id].Answers, change?.Invoke(question) ?? question] };
        return this;
    }

    public static TextTemplate Template(string text) => TextTemplate.TryParse(text, out _)!;

    public Estate Intake(string id, IntakeDefinition intake)
    {
        _systems[id] = _systems[id] with { Intake = [.. _systems[id].Intake, intake] };
        return this;
    }

    /// <summary>Lets a system's history be loaded from a folder.</summary>
    public Estate LoadsFrom(string id, string folder)
    {
        _systems[id] = _systems[id] with { LoadFolder = folder };
        return this;
    }

    /// <summary>Lets a system be told of changes at an address.</summary>
    public Estate Webhook(string id, Uri place)
    {
        _systems[id] = _systems[id] with { Webhooks = [.. _systems[id].Webhooks, place.ToString()] };
        return this;
    }

    public LoadedWorkspace Build(string version = "v1") => new()
    {
        Version = version,
        Installation = new InstallationDefinition
        {
            Name = "test",
            Organisation = "wexshire",
            DictionaryVersion = "test",
            Storage = Storage,
            Ledger = Ledger,
            MaxMessageBytes = MaxMessageBytes,
            Listen = Listen,
            Tls = Tls,
            Repository = Repository,
            Media = Media,
            Identities = Repository ? Identities : null,
            Processes = Processes,
            OperatorKeys = [new SystemKey("op", Hash(OperatorKey), null, null)],
        },
        Dictionary = Dictionary,
        Organisations = TestAgreement.Organisations,
        Access = Access,
        Agreements = _agreements.ToDictionary(),
        Systems = _systems.ToDictionary(),
        Retention = Retention,
        Obligations = Obligations,
        Calendars = Calendars,
        Desk = Desk,
        Processes = _processes.ToDictionary(),
        Translations = new Dictionary<string, Translator>(),
    };

    private static MessageTypeDefinition Type(string system, string name, IssuePolicy policy) => new(
        name,
        new Translator(null!, null!, null!, null!)
        {
            Name = string.Create(CultureInfo.InvariantCulture, $"{system}-{name}"),
            File = "test.yaml",
            Format = new TestFormat(),
            SubjectType = TestTranslation.Incident,
        },
        policy);

    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
