using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary>Gives the bundles of stored exchanges back: they are not stored, but body and workspace make them again.</summary>
internal sealed class StoredBundles(WorkspaceHost workspace, Store store, ServerOptions options)
{
    /// <summary>The bundle of an exchange; null when its body is not kept or the workspace cannot read it any more.</summary>
    public async Task<Bundle?> ReadAsync(ExchangeRow row, ContentPermit permit, CancellationToken cancellationToken) =>
        await store.Reader.ContentAsync(row.Content, permit, cancellationToken) is byte[] body ? Translate(row, body, permit) : null;

    /// <summary>The bundle of a body that was read already.</summary>
    public Bundle? Translate(ExchangeRow row, byte[] body, ContentPermit permit)
    {
        ArgumentNullException.ThrowIfNull(permit);
        if (!workspace.Current.Workspace.TryFind(row.System, row.Type, out SystemDefinition? _, out MessageTypeDefinition? type))
        {
            return null;
        }

        Bundle? bundle = options.Translation.Read(type, body, new IssueSink());
        if (bundle is not null)
        {
            DeliveryFacts.Read(row.Completion)?.Complete(bundle);
        }

        return bundle;
    }

    /// <summary>What is wrong with a body by the translation as it is now.</summary>
    public IReadOnlyList<Issue> Faults(MessageTypeDefinition type, byte[] body, ContentPermit permit)
    {
        ArgumentNullException.ThrowIfNull(permit);
        IssueSink issues = new();
        options.Translation.Read(type, body, issues);
        return issues.Issues;
    }

    /// <summary>The places in a body of what a recipient's language found wanting.</summary>
    /// <param name="type">The body's message type.</param>
    /// <param name="body">The body.</param>
    /// <param name="wanted">Record type, attribute and finding of each.</param>
    /// <param name="permit">The right to read it.</param>
    public static IReadOnlyList<Issue> Wanting(MessageTypeDefinition type, byte[] body, IEnumerable<(string Type, string Attribute, Issue Because)> wanted, ContentPermit permit)
    {
        ArgumentNullException.ThrowIfNull(permit);
        return [.. wanted.SelectMany(w => type.Translation.Locate(body, w.Type, w.Attribute, w.Because))];
    }
}
