using Parley.Engine.Issues;
using Parley.Engine.Processes;
using Parley.Server.Exchanges;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>Reads instances to be looked at; what cannot be read any more is not there, the rest is.</summary>
internal sealed class ProcessView(ProcessTools tools)
{
    /// <summary>An instance; null when there is none.</summary>
    public async Task<ProcessInstanceView?> FindAsync(long id, CancellationToken cancellationToken)
    {
        if (await tools.Store.Reader.ProcessesAsync([id], Disclosure.PermitProcess(), cancellationToken) is not [ProcessRow row])
        {
            return null;
        }

        KeptDefinition? definition = await tools.Catalogue.FindAsync(row.Definition, cancellationToken);
        ProcessContent? content = null;
        ProcessState? state = null;
        try
        {
            content = row.Content is null ? null : ProcessContent.Read(row.Content);
            if (content is not null && definition is not null && row.Status != ProcessStatus.Pending)
            {
                ProcessState.TryRead(content.State, definition.Definition, out state, out _);
            }
        }
        catch (Exception damaged) when (damaged is InvalidDataException or EndOfStreamException or ArgumentException or FormatException)
        {
            // Said by what is missing.
        }

        return new ProcessInstanceView(row with { Content = null }, definition, state, content);
    }

    /// <summary>Why an instance cannot be moved to another definition; empty when it can.</summary>
    public IReadOnlyList<Issue> CheckMove(ProcessInstanceView found, KeptDefinition to)
    {
        if (found.State is null || found.Content is null)
        {
            return [new Issue(ProcessIssues.CannotMove, "the instance has not begun, or cannot be read")];
        }

        string instance = PublicId.Process(found.Row.Id);
        return
        [
            .. ProcessMove.Check(found.State, to.Definition),
            .. found.Content.Listens.Values.Where(l => !Meets(to, l.Effect, instance))
                .Select(l => new Issue(ProcessIssues.CannotMove, $"{l.Effect.Key[(instance.Length + 1)..]} waits for events that {to.Definition.Name} correlates otherwise")),
        ];
    }

    private bool Meets(KeptDefinition to, ListenEffect listen, string instance)
    {
        IReadOnlyList<(long, bool)?> channels = tools.Channels.Of(to, listen, instance);
        return channels.Count == Math.Max(1, listen.Filters.Count) && channels.All(c => c is not null);
    }
}
