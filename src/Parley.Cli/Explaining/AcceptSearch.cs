using Parley.Engine.Dictionary;
using Parley.Engine.Workspace;

namespace Parley.Cli.Explaining;

/// <summary>Finds the accepts entries by which a system would take a subject: they say for which purpose and reason it would get it.</summary>
internal static class AcceptSearch
{
    /// <summary>The entries that take it.</summary>
    /// <param name="recipient">The system.</param>
    /// <param name="source">The system it comes from; null when only its organisation is known.</param>
    /// <param name="subject">The record that the message is about.</param>
    public static IEnumerable<AcceptDefinition> For(SystemDefinition recipient, string? source, Record subject) =>
        recipient.Id == source ? [] : recipient.Accepts.Where(a => Takes(a, source, subject));

    private static bool Takes(AcceptDefinition accept, string? source, Record subject) =>
        accept.Types.Contains(subject.Type.Name, StringComparer.Ordinal)
        && (source is null || accept.From.Count == 0 || accept.From.Contains(source, StringComparer.Ordinal))
        && accept.With.All(name => Texts(subject, name).Any())
        && !accept.Without.Any(name => Texts(subject, name).Any())
        && accept.Where.All(w => Texts(subject, w.Key).Any(t => w.Value.Contains(t, StringComparer.Ordinal)));

    private static IEnumerable<string> Texts(Record subject, string attribute)
    {
        if (subject.Type.TryGet(attribute, out AttributeDefinition? definition))
        {
            foreach (Value value in subject[definition].Values.ToArray())
            {
                if (!value.IsNone)
                {
                    yield return value.ToString();
                }
            }
        }
    }
}
