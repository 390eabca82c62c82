using System.Globalization;
using System.Text.Json;
using Parley.Engine.Evidence;
using Parley.Engine.Expressions;
using Parley.Engine.Processes;
using Parley.Server.Access;
using Parley.Server.Operations;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>
/// <c>look-up</c>: a search of the repository as the organisation that runs the installation may make it, for the process's purpose. What it may not see is
/// not there; that it looked is recorded before it has the answer.
/// </summary>
internal sealed class LookUpFunction(RepositorySearch search, WorkspaceHost workspace, Store store, ServerOptions options) : IProcessFunction
{
    private const int Usual = 20;
    private const int Most = 100;

    private static readonly Caller s_processes = new() { KeyId = "processes", Rights = Rights.SeeExchanges | Rights.SeeContent };

    /// <inheritdoc/>
    public string Name => "look-up";

    /// <inheritdoc/>
    public async Task<ProcessAnswer?> CallAsync(ProcessCall call, CancellationToken cancellationToken)
    {
        SearchBody asked;
        try
        {
            asked = SearchBody.Read(Body(call), workspace.Current.Workspace.Dictionary);
        }
        catch (ProblemException wrong)
        {
            return ProcessAnswer.Failed(ProcessErrorTypes.Validation, "The look-up is not understood", $"{wrong.Problem.Place}: {wrong.Problem.Cause}");
        }

        string why = $"process {call.Definition.Definition.Name} {call.Process}";
        SearchAnswer found = await search.FindAsync(new Asker(s_processes, call.Purpose, why), asked.Query, cancellationToken);
        await store.WriteAsync(
            new LedgerWork(new LedgerEntry
            {
                Action = LedgerAction.Consultation,
                At = Clock.Microseconds(options.Time),
                Actor = "platform",
                Organisation = workspace.Current.Workspace.Installation.Organisation,
                Purpose = call.Purpose,
                Reason = why,
                Outcome = "look-up",
            }),
            CancellationToken.None);
        return ProcessAnswer.Of(Shown(found, asked.Limit)) with { Exchanges = [.. found.Found.Take(asked.Limit).Select(f => f.Bundle.Stored.Row.Exchange).Distinct()] };
    }

    /// <inheritdoc/>
    public Task CancelAsync(ProcessCall call, CancellationToken cancellationToken) => Task.CompletedTask;

    // The search as its endpoint takes it: what is under where, with the type wanted.
    private static byte[] Body(ProcessCall call)
    {
        JqValue limit = call.Arguments.Member("limit") is { Kind: JqKind.Number } number ? JqValue.From(Math.Clamp(number.AsNumber, 1, Most)) : JqValue.From(Usual);
        return JqValue.FromMembers(
        [
            .. call.Arguments.Member("where")?.Members ?? [],
            new("types", JqValue.FromItems([call.Arguments.Member("type") ?? JqValue.Null])),
            new("limit", limit),
        ]).ToUtf8();
    }

    private static JqValue Shown(SearchAnswer found, int limit)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, JsonResponse.Options))
        {
            SearchJson.Write(writer, new SearchPage(found, [.. found.Found.Take(limit)], null));
        }

        return JqValue.TryParse(stream.ToArray(), out JqValue? value, out string? fault)
            ? value
            : throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"A search is no JSON: {fault}"));
    }
}
