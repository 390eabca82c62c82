using System.Buffers;

namespace Parley.Engine.Translation.Paths;

/// <summary>One step of a <see cref="FieldPath"/>.</summary>
/// <param name="Name">The property, element, attribute or column; with its prefix where it has one (<c>n:Incident</c>).</param>
/// <param name="IsAttribute">True for an XML attribute (<c>@type</c>).</param>
/// <param name="IsList">True when the step stands for all items of a repeated place (<c>phones[]</c>, or a predicate).</param>
/// <param name="Index">The one item taken, from 0; -1 when none is named.</param>
/// <param name="Predicate">Which items are meant (<c>phones[type=mobile]</c>), or null.</param>
public sealed record PathSegment(string Name, bool IsAttribute, bool IsList, int Index, PathPredicate? Predicate)
{
    private static readonly SearchValues<char> Special = SearchValues.Create(".[]='\"/ |!");

    /// <inheritdoc/>
    public override string ToString()
    {
        string filter = Predicate is not null ? $"[{Predicate}]" : Index >= 0 ? $"[{Index}]" : IsList ? "[]" : "";
        bool quoted = Name.AsSpan().ContainsAny(Special);
        return $"{(IsAttribute ? "@" : "")}{(quoted ? $"'{Name}'" : Name)}{filter}";
    }
}
