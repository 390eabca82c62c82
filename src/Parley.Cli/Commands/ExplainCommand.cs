using System.Buffers;
using System.CommandLine;
using Parley.Cli.Explaining;
using Parley.Cli.Input;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Json;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Translation;
using Parley.Engine.Workspace;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Cli.Commands;

/// <summary><c>parley explain</c>: what would somebody see, and why not the rest.</summary>
internal sealed class ExplainCommand : ParleyCommand
{
    private readonly Option<string?> _bundle = new("--bundle", "-b") { Description = "A bundle in the dictionary's own JSON; needs --from", HelpName = "file" };
    private readonly Option<string?> _message = new("--message", "-m") { Description = "A message; needs --type", HelpName = "file" };
    private readonly Option<string?> _type = new("--type", "-y") { Description = "The message's type, as system/message", HelpName = "type" };
    private readonly Option<string?> _from = new("--from", "-f") { Description = "The organisation whose data a bundle is", HelpName = "organisation" };
    private readonly Option<string?> _to = new("--to", "-t") { Description = "The organisation or system that would get it", HelpName = "name" };
    private readonly Option<string?> _purpose = new("--purpose", "-p") { Description = "The purpose; else that of the system's accepts entry, or of local exchanges", HelpName = "code" };
    private readonly Option<string?> _person = new("--person") { Description = "A person of the recipient who asks", HelpName = "name" };
    private readonly Option<string[]> _roles = new("--role") { Description = "A role of the person; may be repeated", HelpName = "role" };
    private readonly Option<string?> _reason = CommonOptions.Reason("The reason in words");
    private readonly Option<bool> _standard = new("--standard-format") { Description = "Ask as for a message type of a published standard" };
    private readonly Option<string?> _agreement = new("--agreement", "-a") { Description = "A draft of an agreement, taken as signed by all", HelpName = "file" };
    private readonly Option<string?> _without = new("--without") { Description = "Leave an agreement out", HelpName = "agreement" };
    private readonly Option<string?> _impact = new("--impact") { Description = "What an agreement makes of the traffic that a server has stored", HelpName = "agreement" };
    private readonly Option<int> _days = new("--days") { Description = "How many days of traffic", HelpName = "days", DefaultValueFactory = _ => 7 };
    private readonly Option<string?> _workspace = CommonOptions.WorkspaceOption();
    private readonly ServerAddress _address = new();

    public ExplainCommand()
        : base("explain", "Say what an organisation would see of a record, and why not the rest") =>
        Takes([_bundle, _message, _type, _from, _to, _purpose, _person, _roles, _reason, _standard, _agreement, _without, _impact, _days, _workspace, .. _address.Options]);

    /// <inheritdoc/>
    public override string Details => """
        Decides off-line, with the workspace's agreements as they stand today, and prints for each record what goes, by which grant at file:line:column, and
        what is withheld, and why. To a system it asks as the system's accepts entry does, for its purpose and reason; to an organisation or a person name them.
        An agreement that is suspended, ended, not signed or for another purpose is listed with that reason. --agreement and --without show what a change would
        make of it before anybody signs, and what differs from today. With --impact the server decides its stored traffic of the last days twice, with the
        agreement in force and without it. The exit code is 1 when nothing goes.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley explain -m incident.json -y beacon/incident --to ledgerline",
        "parley explain -m incident.json -y beacon/incident --to northmoor-police -p investigation --reason 'Linked burglaries'",
        "parley explain -b person.json --from wexshire-police --to lantern --json",
        "parley explain -m incident.json -y beacon/incident --to lantern --agreement draft.yaml",
        "parley explain --impact northmoor-crime --days 30                                               over the stored traffic",
    ];

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken) =>
        parsed.GetValue(_impact) is string agreement ? ImpactAsync(parsed, output, agreement, cancellationToken) : Task.FromResult(Explain(parsed, output));

    private async Task<int> ImpactAsync(ParseResult parsed, Output output, string agreement, CancellationToken cancellationToken)
    {
        using ServerClient client = _address.Open(parsed);
        ServerAnswer answer = await client.GetAsync(ServerCalls.Address($"v1/agreements/{agreement}/impact", ("days", parsed.GetValue(_days))), cancellationToken);
        return answer.Show(output, impact => ExplanationPrinter.Impact(output, impact));
    }

    private int Explain(ParseResult parsed, Output output)
    {
        WorkspaceInput input = WorkspaceInput.Read(parsed.GetValue(_workspace), withSamples: false, environment: null);
        if (input.Sound(output) is not { } workspace)
        {
            return ExitCode.Faults;
        }

        Hypothesis hypothesis = new(parsed.GetValue(_agreement), parsed.GetValue(_without));
        if (hypothesis.Apply(input, workspace, output) is not { } agreements)
        {
            return ExitCode.Faults;
        }

        IssueSink issues = new();
        (string from, string? source, Bundle? bundle) = Read(parsed, workspace, issues);
        if (bundle?.Subject is not Record subject)
        {
            new IssuePrinter(output, output.Notes).Print(issues.Issues, _ => null);
            output.Note("parley: the input holds no record");
            return ExitCode.Faults;
        }

        Asked asked = Ask(parsed, output, workspace, from, source, subject);
        Explanation explanation = SharingPolicy.Of(workspace, agreements).Explain(asked.Request, bundle);
        ExplanationChanges? changes = hypothesis.IsAny
            ? ExplanationChanges.Between(SharingPolicy.Of(workspace).Explain(asked.Request, bundle), explanation)
            : null;
        IReadOnlyList<Issue> missing = Missing(workspace, asked, explanation.Decision, bundle);
        bool goes = explanation.Decision.Permitted is not null && missing.Count == 0;
        if (output.Json)
        {
            output.JsonResult(ExplanationJson.Of(explanation, asked, changes, goes));
        }
        else
        {
            ExplanationPrinter.Print(output, explanation, bundle, asked, changes, missing);
        }

        return goes ? ExitCode.Ok : ExitCode.Faults;
    }

    // A system gets what its accepts entry asks for, so the entry's purpose and reason are the question, unless the user asks another.
    private Asked Ask(ParseResult parsed, Output output, LoadedWorkspace workspace, string from, string? source, Record subject)
    {
        string to = parsed.GetValue(_to) ?? throw new UsageException("--to is missing: who would get it?");
        SystemDefinition? system = workspace.Systems.GetValueOrDefault(to);
        string organisation = system?.Organisation ?? (workspace.Organisations.ContainsKey(to) ? to
            : throw new UsageException($"there is no organisation or system '{to}'{YamlForms.DidYouMean(to, workspace.Organisations.Keys.Concat(workspace.Systems.Keys))}"));
        string[] roles = parsed.GetValue(_roles) ?? [];
        string? person = parsed.GetValue(_person);
        if (roles.Length > 0 && person is null)
        {
            throw new UsageException("--role is a person's: name the person with --person");
        }

        string? purpose = parsed.GetValue(_purpose);
        if (purpose is not null && !workspace.Sharing.Purposes.ContainsKey(purpose))
        {
            throw new UsageException($"there is no purpose '{purpose}'{YamlForms.DidYouMean(purpose, workspace.Sharing.Purposes.Keys)}");
        }

        AcceptDefinition? accept = system is null || person is not null ? null : Accept(output, system, source, subject, purpose);
        SharingRequest request = new()
        {
            From = from,
            To = organisation,
            System = system?.Id,
            Purpose = purpose ?? accept?.Purpose ?? (from == organisation ? workspace.Sharing.LocalPurpose : ""),
            Person = person,
            Roles = roles,
            Reason = parsed.GetValue(_reason) ?? accept?.Reason,
            StandardFormat = parsed.GetValue(_standard) || (accept is not null && system!.Messages[accept.MessageType].Standard is not null),
            Day = workspace.Installation.Zone.DayOf(TimeProvider.System.GetUtcNow()),
        };
        string name = workspace.Organisations.TryGetValue(organisation, out OrganisationDefinition? known) ? known.Name : organisation;
        string recipient = system is null ? name : $"{system.Name} of {name}{(accept is null ? "" : $", as {system.Id}/{accept.MessageType}")}";
        return new Asked(request, accept, recipient);
    }

    private static AcceptDefinition? Accept(Output output, SystemDefinition system, string? source, Record subject, string? purpose)
    {
        bool Fits(AcceptDefinition accept) => purpose is null || accept.Purpose is null || accept.Purpose == purpose;
        if (AcceptSearch.For(system, source, subject).FirstOrDefault(Fits) is AcceptDefinition accept)
        {
            return accept;
        }

        AcceptDefinition? near = system.Accepts.FirstOrDefault(a => Fits(a) && a.Types.Contains(subject.Type.Name, StringComparer.Ordinal));
        output.Note($"parley: {system.Id} has no accepts entry that takes this: it would be sent nothing by itself"
            + (near is null ? "" : $"; asked as for {system.Id}/{near.MessageType} all the same"));
        return near;
    }

    // What the recipient's translation requires and the agreements withhold: then nothing goes at all. What could not be written whole either is another matter.
    private static IReadOnlyList<Issue> Missing(LoadedWorkspace workspace, Asked asked, Decision decision, Bundle bundle)
    {
        if (decision.Permitted is not Bundle permitted || decision.Withheld.Count == 0 || asked.Accept is not AcceptDefinition accept)
        {
            return [];
        }

        Translator translation = workspace.Systems[asked.Request.System!].Messages[accept.MessageType].Translation;
        IssueSink issues = new();
        return translation.Write(permitted, WriteContext.Offline, new ArrayBufferWriter<byte>(), issues)
            || !translation.Write(bundle, WriteContext.Offline, new ArrayBufferWriter<byte>(), new IssueSink())
            ? []
            : [.. issues.Issues.Where(i => i.Severity == Severity.Error)];
    }

    private (string From, string? Source, Bundle? Bundle) Read(ParseResult parsed, LoadedWorkspace workspace, IssueSink issues)
    {
        if (parsed.GetValue(_bundle) is string bundle)
        {
            string from = parsed.GetValue(_from) ?? throw new UsageException("--from is missing: whose data is the bundle?");
            if (!workspace.Organisations.ContainsKey(from))
            {
                throw new UsageException($"there is no organisation '{from}'{YamlForms.DidYouMean(from, workspace.Organisations.Keys)}");
            }

            return (from, null, PoleJson.Read(InputFile.Bytes(bundle), workspace.Dictionary, issues));
        }

        string message = parsed.GetValue(_message) ?? throw new UsageException("give --message with --type, or --bundle with --from");
        string[] type = (parsed.GetValue(_type) ?? "").Split('/');
        if (type.Length != 2 || !workspace.TryFind(type[0], type[1], out SystemDefinition? system, out MessageTypeDefinition? definition))
        {
            throw new UsageException("--type wants system/message, such as beacon/incident");
        }

        return (system.Organisation, system.Id, definition.Translation.Read(InputFile.Bytes(message), issues));
    }
}
