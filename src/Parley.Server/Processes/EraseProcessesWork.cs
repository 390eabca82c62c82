using Parley.Engine.Processes;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>Takes the content of instances out of the store; what it was sealed under has been erased before. That they took place stays.</summary>
/// <param name="tools">What steps are made with.</param>
/// <param name="rows">The instances; one that has not ended is cancelled by this.</param>
/// <param name="why">Why, the same for all.</param>
internal sealed class EraseProcessesWork(ProcessTools tools, IReadOnlyList<ProcessRow> rows, string why) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state)
    {
        foreach (ProcessRow row in rows)
        {
            session.Execute(Statements.EraseProcess, row.Id, state.Now, why, (long)(row.IsEnded ? row.Status : ProcessStatus.Cancelled));
            session.Execute(Statements.DeleteProcessExchanges, row.Id);
            session.Execute(Statements.DeleteProcessSteps, row.Id);
            session.Execute(Statements.EraseLiveShadowFindings, row.Id);
            if (!row.IsEnded)
            {
                // One that could not be stepped to its end leaves what it waited for.
                session.Execute(Statements.DeleteProcessTimers, row.Id);
                session.Execute(Statements.DeleteProcessListens, row.Id);
            }

            state.AddEntry(ProcessEntries.Erased(tools, row, why, state.Now));
        }
    }
}
