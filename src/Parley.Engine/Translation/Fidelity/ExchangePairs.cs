using Parley.Engine.Workspace;

namespace Parley.Engine.Translation.Fidelity;

/// <summary>Finds, from a workspace alone, who can send what to whom.</summary>
public static class ExchangePairs
{
    /// <summary>
    /// Every readable message type of a system with every way in which another system accepts its subject. A message type that a system only
    /// receives says so by <c>direction: out</c>; otherwise it may send it as well.
    /// </summary>
    public static IEnumerable<ExchangePair> Of(LoadedWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        foreach (SystemDefinition source in workspace.Systems.Values.OrderBy(s => s.Id, StringComparer.Ordinal))
        {
            foreach (MessageTypeDefinition message in source.Messages.Values.Where(m => m.Translation.CanRead))
            {
                foreach (SystemDefinition recipient in workspace.Systems.Values.OrderBy(s => s.Id, StringComparer.Ordinal))
                {
                    foreach (AcceptDefinition accept in recipient.Accepts.Where(a => Takes(a, recipient, source, message)))
                    {
                        yield return new ExchangePair(source, message, recipient, recipient.Messages[accept.MessageType]);
                    }
                }
            }
        }
    }

    private static bool Takes(AcceptDefinition accept, SystemDefinition recipient, SystemDefinition source, MessageTypeDefinition message)
    {
        if (recipient.Id == source.Id || (accept.From.Count > 0 && !accept.From.Contains(source.Id)))
        {
            return false;
        }

        // What must be there must at least be possible.
        var subject = message.Translation.Definition.Records[0];
        return accept.Types.Contains(message.Translation.SubjectType.Name)
            && accept.With.All(w => subject.Attributes.Any(a => a.Attribute.Name == w && a.Reads));
    }
}
