namespace Parley.Server.Media;

/// <summary>A request's turn to write to an upload; no other has it until this one is disposed of.</summary>
internal sealed class UploadTurn(UploadTable table, MediaSettler settler, long id) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        table.Leave(id);
        settler.Wake();
    }
}
