using Parley.Engine.Processes;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>An instance between two steps, as it is in memory while something is under way for it. Never changed: a step makes another.</summary>
/// <param name="Row">Its row, without content.</param>
/// <param name="Key">The key that its content is sealed under.</param>
/// <param name="Definition">The definition it runs on.</param>
/// <param name="State">Its state; null before its first step.</param>
/// <param name="Content">What is stored of it.</param>
internal sealed record ProcessInstance(ProcessRow Row, ContentKey Key, KeptDefinition Definition, ProcessState? State, ProcessContent Content)
{
    /// <summary>The instance of a row.</summary>
    /// <exception cref="InvalidDataException">What is stored cannot be read any more.</exception>
    public static ProcessInstance Read(ProcessRow row, ContentKey key, KeptDefinition definition)
    {
        ProcessContent content = ProcessContent.Read(row.Content!);
        ProcessState? state = null;
        if (row.Status != ProcessStatus.Pending && !ProcessState.TryRead(content.State, definition.Definition, out state, out string? fault))
        {
            throw new InvalidDataException(fault);
        }

        return new ProcessInstance(row with { Content = null }, key, definition, state, content);
    }
}
