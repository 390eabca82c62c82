using Parley.Engine.Retrieval;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Server.Retrieval;

/// <summary>The callers in use, one for each question of the workspace in use, with its connections, budget and breaker.</summary>
internal sealed class QuestionCallers(WorkspaceHost workspace, Secrets secrets, ServerOptions options) : IDisposable
{
    private readonly Lock _lock = new();
    private Dictionary<QuestionDefinition, QuestionCaller> _callers = new(ReferenceEqualityComparer.Instance);
    private Snapshot? _of;

    /// <summary>The caller of a question.</summary>
    public QuestionCaller For(SystemDefinition system, QuestionDefinition question)
    {
        lock (_lock)
        {
            if (!ReferenceEquals(_of, workspace.Current))
            {
                // Requests under way end by themselves; what the reload has left behind goes with the last of them.
                (_of, _callers) = (workspace.Current, new(ReferenceEqualityComparer.Instance));
            }

            if (!_callers.TryGetValue(question, out QuestionCaller? caller))
            {
                caller = new QuestionCaller(question, system.Messages[question.MessageType].Translation.Format.MediaType, secrets, options.Time);
                _callers.Add(question, caller);
            }

            return caller;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (QuestionCaller caller in _callers.Values)
        {
            caller.Dispose();
        }
    }
}
