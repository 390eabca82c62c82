using Parley.Engine.Processes.Drawing;

namespace Parley.Engine.Processes;

/// <summary>Draws definitions.</summary>
public static class ProcessDrawing
{
    /// <summary>A definition as an SVG document: tasks from the top down, what is within a task inside its box, branches side by side, jumps at the right.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="path">The references of the tasks that an instance ran, in order, to be marked; null to mark none. Others are passed over.</param>
    public static string ToSvg(ProcessDefinition definition, IReadOnlyList<string>? path = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Dictionary<string, int> counts = (path ?? []).GroupBy(p => p, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        return new SvgDrawing(definition, counts, path is not null).Draw();
    }
}
