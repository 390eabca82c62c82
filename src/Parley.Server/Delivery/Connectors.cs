using System.Collections.Concurrent;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Server.Delivery;

/// <summary>The connectors in use, one for each accepts entry, with its connections.</summary>
internal sealed class Connectors(WorkspaceHost workspace, Secrets secrets, ServerOptions options) : IDisposable
{
    private readonly ConcurrentDictionary<AcceptDefinition, Connector> _byAccept = new(ReferenceEqualityComparer.Instance);

    /// <summary>The connector of an entry.</summary>
    public Connector For(SystemDefinition recipient, AcceptDefinition accept) =>
        _byAccept.TryGetValue(accept, out Connector? found) ? found : _byAccept.GetOrAdd(accept, _ => Make(recipient, accept));

    /// <summary>Lets go of what a reload has left behind; requests under way end by themselves.</summary>
    public void Forget() => _byAccept.Clear();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Connector connector in _byAccept.Values)
        {
            connector.Dispose();
        }
    }

    private Connector Make(SystemDefinition recipient, AcceptDefinition accept) => accept.Delivery switch
    {
        HttpDelivery http => new HttpConnector(
            http,
            recipient.Messages[accept.MessageType].Translation.Format.MediaType,
            workspace.Current.Workspace.Installation.MaxMessageBytes,
            secrets,
            options.Time),
        FolderDelivery folder => new FolderConnector(folder, secrets),
        _ => throw new InvalidOperationException($"There is no connector for {accept.Delivery.GetType().Name}."),
    };
}
