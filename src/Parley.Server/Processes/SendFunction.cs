using Parley.Engine.Expressions;
using Parley.Engine.Issues;
using Parley.Engine.Processes;
using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Intake;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>
/// <c>send</c>: a message to a system. It is deposited as any message is, by the system that processes speak as, and goes the same way: read, recorded,
/// decided, written in the recipient's language, delivered. The effect's key is its idempotency key.
/// </summary>
internal sealed class SendFunction(Depositor depositor, Store store, WorkspaceHost workspace) : IProcessFunction
{
    /// <inheritdoc/>
    public string Name => "send";

    /// <inheritdoc/>
    public async Task<ProcessAnswer?> CallAsync(ProcessCall call, CancellationToken cancellationToken)
    {
        Snapshot snapshot = workspace.Current;
        ProcessRules rules = snapshot.Workspace.Installation.Processes;
        if (rules.System is null || call.Text("message") is not { } message
            || !snapshot.Workspace.TryFind(rules.System, message, out SystemDefinition? source, out MessageTypeDefinition? type))
        {
            return Failed("There is no such message", $"'{rules.System}' sends no message '{call.Text("message")}'");
        }

        string recipient = call.Text("system") ?? "";
        if (snapshot.Routes.For(type.Translation.SubjectType).FirstOrDefault(r => r.Recipient.Id == recipient && (r.Accept.From.Count == 0 || r.Accept.From.Contains(source.Id, StringComparer.Ordinal))) is not { } route)
        {
            return Failed("The system does not accept it", $"'{recipient}' accepts no {type.Translation.SubjectType.Name} of '{source.Id}'");
        }

        if (call.Text("purpose") is { } purpose && route.Accept.Purpose is { } accepted && purpose != accepted)
        {
            return ProcessAnswer.Failed(ProcessErrorTypes.Authorization, "The purpose is another", $"'{recipient}' accepts it for '{accepted}', not for '{purpose}'");
        }

        DepositResult result = await depositor.DepositAsync(
            new Received
            {
                Source = source,
                Type = type,
                Body = (call.Arguments.Member("bundle") ?? JqValue.Null).ToUtf8(),
                Via = "process",
                IdempotencyKey = call.Key,
                Only = (recipient, route.MessageType.Name, route.Number),
            },
            patient: true,
            cancellationToken);

        // What nobody took has not been sent, and a process that went on would take it for done.
        return result is { Kind: DepositKind.Taken or DepositKind.Repeated, Status: ExchangeStatus.Accepted } && (await store.Reader.DeliveriesAsync(result.Exchange, cancellationToken)).Count == 0
            ? Failed("The system does not accept it", $"'{recipient}' takes no such {type.Translation.SubjectType.Name}: see with, without and where of its accepts; {PublicId.Exchange(result.Exchange)}")
            : Answer(result);
    }

    /// <inheritdoc/>
    public Task CancelAsync(ProcessCall call, CancellationToken cancellationToken) => Task.CompletedTask;

    private static ProcessAnswer Failed(string title, string detail) => ProcessAnswer.Failed(ProcessErrorTypes.Configuration, title, detail);

    private static ProcessAnswer Answer(DepositResult result) => result.Kind switch
    {
        DepositKind.Taken or DepositKind.Repeated => ProcessAnswer.Of(JqValue.FromMembers(
        [
            new("exchange", JqValue.From(PublicId.Exchange(result.Exchange))),
            new("status", JqValue.From(StatusText.Of(result.Status))),
        ])),
        DepositKind.Refused => ProcessAnswer.Failed(
            ProcessErrorTypes.Validation, "The message has faults", string.Join("; ", result.Issues.Where(i => i.Severity == Severity.Error).Select(i => i.ToString()).Take(5))),
        _ => ProcessAnswer.Failed(ProcessErrorTypes.Runtime, "The message was not taken", result.Kind.ToString()),
    };
}
