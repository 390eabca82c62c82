namespace Parley.Server.Storage;

/// <summary>Work that is one statement.</summary>
internal sealed class StatementWork(Statement statement, params SqlValue[] values) : StoreWork
{
    public override void Apply(StoreSession session, WriterState state) => session.Execute(statement, values);
}
