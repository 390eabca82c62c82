namespace Parley.Engine.Translation.Paths;

/// <summary>Chooses items of a repeated place by the value of a field within them.</summary>
/// <param name="Field">The field, relative to the item.</param>
/// <param name="Values">The values meant; the first is the one written.</param>
/// <param name="Negated">True when all other values are meant (<c>!=</c>).</param>
public sealed record PathPredicate(FieldPath Field, IReadOnlyList<string> Values, bool Negated)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Field}{(Negated ? "!=" : "=")}{string.Join('|', Values)}";
}
