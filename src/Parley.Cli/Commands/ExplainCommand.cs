using System.CommandLine;
using Parley.Cli.Explaining;
using Parley.Cli.Input;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Json;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;

namespace Parley.Cli.Commands;

/// <summary><c>parley explain</c>: what would somebody see, and why not the rest.</summary>
internal sealed class ExplainCommand : ParleyCommand
{
    private readonly Option<string?> _bundle = new("--bundle", "-b") { Description = "A bundle in the dictionary's own JSON; needs --from", HelpName = "file" };
    private readonly Option<string?> _message = new("--message", "-m") { Description = "A message; needs --type", HelpName = "file" };
    private readonly Option<string?> _type = new("--type", "-y") { Description = "The message's type, as system/message", HelpName = "type" };
    private readonly Option<string?> _from = new("--from", "-f") { Description = "The organisation whose data a bundle is", HelpName = "organisation" };
    private readonly Option<string?> _to = new("--to", "-t") { Description = "The organisation or system that would get it", HelpName = "name" };
    private readonly Option<string?> _purpose = new("--purpose", "-p") { Description = "The purpose; that of local exchanges when not given", HelpName = "code" };
    private readonly Option<string?> _person = new("--person") { Description = "A person of the recipient who asks", HelpName = "name" };
    private readonly Option<string[]> _roles = new("--role") { Description = "A role of the person; may be repeated", HelpName = "role" };
    private readonly Option<string?> _reason = new("--reason") { Description = "The reason in words", HelpName = "text" };
    private readonly Option<bool> _standard = new("--standard-format") { Description = "Ask as for a message type of a published standard" };
    private readonly Option<string?> _agreement = new("--agreement", "-a") { Description = "A draft of an agreement, taken as signed by all", HelpName = "file" };
    private readonly Option<string?> _without = new("--without") { Description = "Leave an agreement out", HelpName = "agreement" };
    private readonly Option<string?> _impact = new("--impact") { Description = "What an agreement makes of the traffic that a server has stored", HelpName = "agreement" };
    private readonly Option<int> _days = new("--days") { Description = "How many days of traffic", HelpName = "days", DefaultValueFactory = _ => 7 };
    private readonly Option<string?> _workspace = CommonOptions.WorkspaceOption();
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    public ExplainCommand()
        : base("explain", "Say what an organisation would see of a record, and why not the rest")
    {
        foreach (Option option in new Option[] { _bundle, _message, _type, _from, _to, _purpose, _person, _roles, _reason, _standard, _agreement, _without, _impact, _days, _workspace, _server, _key })
        {
            Options.Add(option);
        }
    }

    /// <inheritdoc/>
    public override string Details => """
        Decides off-line, with the workspace's agreements as they stand today, and prints each attribute of each record: whether it goes, by which grant at
        file:line, or why not. An agreement that is suspended, ended, not signed or for another purpose is listed with that reason. --agreement and
        --without show what a change would make of it before anybody signs. With --impact the server decides its stored traffic of the last days twice,
        with the agreement in force and without it. The exit code is 1 when nothing may go.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley explain -m incident.json -y beacon/incident --to northmoor-police -p investigation",
        "parley explain -b person.json --from wexshire-police --to lantern -p victim-support --json",
        "parley explain -m incident.json -y beacon/incident --to lantern -p victim-support --agreement draft.yaml",
        "parley explain --impact northmoor-crime --days 30                                               over the stored traffic",
    ];

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken) =>
        parsed.GetValue(_impact) is string agreement ? ImpactAsync(parsed, output, agreement, cancellationToken) : Task.FromResult(Explain(parsed, output));

    private async Task<int> ImpactAsync(ParseResult parsed, Output output, string agreement, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        ServerAnswer answer = await client.GetAsync($"v1/agreements/{Uri.EscapeDataString(agreement)}/impact?days={parsed.GetValue(_days)}", cancellationToken);
        if (!answer.IsGood)
        {
            return answer.Report(output);
        }

        ExplanationPrinter.Impact(output, answer.Json!);
        return ExitCode.Ok;
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
        (string from, Bundle? bundle) = Read(parsed, workspace, issues);
        if (bundle is null || bundle.Records.Count == 0)
        {
            new IssuePrinter(output, output.Notes).Print(issues.Issues, _ => null);
            output.Note("parley: the input holds no record");
            return ExitCode.Faults;
        }

        string to = parsed.GetValue(_to) ?? throw new UsageException("--to is missing: who would get it?");
        SystemDefinition? system = workspace.Systems.GetValueOrDefault(to);
        SharingPolicy policy = SharingPolicy.Of(workspace, agreements);
        Explanation explanation = policy.Explain(
            new SharingRequest
            {
                From = from,
                To = system?.Organisation ?? to,
                System = system?.Id,
                Purpose = parsed.GetValue(_purpose) ?? workspace.Sharing.LocalPurpose,
                Person = parsed.GetValue(_person),
                Roles = parsed.GetValue(_roles) ?? [],
                Reason = parsed.GetValue(_reason),
                StandardFormat = parsed.GetValue(_standard),
                At = TimeProvider.System.GetUtcNow(),
            },
            bundle);
        ExplanationPrinter.Print(output, explanation, bundle, from, to);
        return explanation.Decision.Permitted is null ? ExitCode.Faults : ExitCode.Ok;
    }

    private (string From, Bundle? Bundle) Read(ParseResult parsed, LoadedWorkspace workspace, IssueSink issues)
    {
        if (parsed.GetValue(_bundle) is string bundle)
        {
            string from = parsed.GetValue(_from) ?? throw new UsageException("--from is missing: whose data is the bundle?");
            return (from, PoleJson.Read(Bytes(bundle), workspace.Dictionary, issues));
        }

        string message = parsed.GetValue(_message) ?? throw new UsageException("give --message with --type, or --bundle with --from");
        string[] type = (parsed.GetValue(_type) ?? "").Split('/');
        if (type.Length != 2 || !workspace.Systems.TryGetValue(type[0], out SystemDefinition? system) || !system.Messages.TryGetValue(type[1], out MessageTypeDefinition? definition))
        {
            throw new UsageException("--type wants system/message, such as beacon/incident");
        }

        return (system.Organisation, definition.Translation.Read(Bytes(message), issues));
    }

    private static byte[] Bytes(string path) => File.Exists(path) ? File.ReadAllBytes(path) : throw new UsageException($"there is no file {path}");
}
