using System.Reflection;

namespace Parley.Engine.Issues;

/// <summary>All issue codes of the product. Each area keeps its codes in one static class; areas outside the engine add theirs by name.</summary>
public static class IssueCatalogue
{
    /// <summary>The codes that a static class of codes declares, in order of declaration.</summary>
    public static IReadOnlyList<IssueCode> Of(Type area)
    {
        ArgumentNullException.ThrowIfNull(area);
        return [.. area.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.FieldType == typeof(IssueCode))
            .Select(f => (IssueCode)f.GetValue(null)!)];
    }
}
