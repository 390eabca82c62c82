using Parley.Engine.Issues;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Intake;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>Acts on many exceptions: first shown for each, then done to those, as long as they still stand as they were shown.</summary>
internal sealed class Bulk(Store store, WorkspaceHost workspace, CaseGate gate, CaseActs acts, MessageCorrections corrections, Resolver resolver)
{
    /// <summary>What the act would do to a case, without any effect.</summary>
    public async Task<BulkItem> PreviewAsync(Case one, BulkAct act, Caller caller, CancellationToken cancellationToken)
    {
        string state = await StateAsync(one, cancellationToken);
        try
        {
            return gate.Obstacle(caller, one) is { } obstacle ? Cannot(one, state, obstacle.Problem.Cause, obstacle.Problem.Code)
                : act.Name == "resubmit" ? await PreviewResubmitAsync(one, state, cancellationToken)
                : Can(one, state, act.Name == "discard" ? "is set aside" : $"is given to {act.Assignee}");
        }
        catch (ProblemException problem)
        {
            return Cannot(one, state, problem.Problem.Cause, problem.Problem.Code);
        }
    }

    /// <summary>Does it to one that was shown.</summary>
    public async Task<BulkItem> DoAsync(BulkItem shown, BulkAct act, Caller caller, CancellationToken cancellationToken)
    {
        if (!shown.Foreseen.Can)
        {
            return shown;
        }

        try
        {
            return await gate.ActAsync(
                shown.Exception,
                caller,
                async one => await StateAsync(one, cancellationToken) == shown.State ? await DoAsync(one, shown, act, caller, cancellationToken)
                    : shown with { Foreseen = Foreseen.Changed(DeskIssues.NoPreview) },
                cancellationToken);
        }
        catch (ProblemException problem)
        {
            return shown with { Foreseen = Foreseen.Impossible(problem.Problem.Cause, problem.Problem.Code) };
        }
    }

    private async Task<BulkItem> DoAsync(Case one, BulkItem shown, BulkAct act, Caller caller, CancellationToken cancellationToken)
    {
        switch (act.Name)
        {
            case "resubmit":
                DepositResult? result = await acts.ResubmitAsync(one, caller, resolver, cancellationToken);
                return result is null ? shown with { Foreseen = Foreseen.Possible("goes to its recipient again") }
                    : result.Kind == DepositKind.Refused ? shown with { Foreseen = Foreseen.Impossible("the message still has faults", ServerIssues.MessageRefused) }
                    : shown with { Foreseen = Foreseen.Possible($"sent as {PublicId.Exchange(result.Exchange)}") };
            case "discard":
                await resolver.DiscardAsync(one.Exception, act.Reason!, CaseGate.NameOf(caller), cancellationToken);
                return shown;
            default:
                await acts.AssignAsync(one, caller, act.Assignee!, act.Reason!, cancellationToken);
                return shown;
        }
    }

    private async Task<BulkItem> PreviewResubmitAsync(Case one, string state, CancellationToken cancellationToken)
    {
        if (await resolver.HasGoneAsync(one.Exception, cancellationToken) is string gone)
        {
            return Cannot(one, state, gone, DeskIssues.HasGone);
        }

        byte[]? corrected = await corrections.NewestAsync(one.Exception, cancellationToken);
        if (await resolver.TryResubmitAsync(one.Exception, corrected, cancellationToken) is not Prepared prepared)
        {
            return Can(one, state, $"the same message goes to {one.Row.Recipient} again");
        }

        if (prepared.Status != ExchangeStatus.Accepted)
        {
            string codes = string.Join(", ", prepared.Issues.Where(i => i.Severity == Severity.Error).Select(i => i.Code.Code).Distinct());
            return Cannot(one, state, $"the message still has faults: {codes}", ServerIssues.MessageRefused);
        }

        List<DeliveryRow> deliveries = prepared.Record.Deliveries;
        string[] goes = [.. deliveries.Where(d => d.Status == DeliveryStatus.Pending).Select(d => d.Recipient)];
        string[] fails = [.. prepared.Record.Exceptions.Where(e => e.N is not null).Select(e => $"{deliveries[e.N!.Value - 1].Recipient} ({e.Code})")];
        string to = goes.Length == 0 ? "is translated again and goes to nobody" : $"is translated again and goes to {string.Join(", ", goes)}";
        return Can(one, state, fails.Length == 0 ? to : $"{to}; not to {string.Join(", ", fails)}");
    }

    private static BulkItem Can(Case one, string state, string outcome) => new(one.Exception.Id, state, Foreseen.Possible(outcome));

    private static BulkItem Cannot(Case one, string state, string why, IssueCode code) => new(one.Exception.Id, state, Foreseen.Impossible(why, code));

    // What the act was shown for: the exception open, its newest correction, the workspace by which it is judged.
    private async Task<string> StateAsync(Case one, CancellationToken cancellationToken)
    {
        List<CorrectionRow> versions = await store.Reader.CorrectionsAsync(one.Exception.Id, cancellationToken);
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture, $"{(int)one.Exception.Status} {versions.Count} {workspace.Current.Version} {one.Row.Assignee}");
    }
}
