namespace Parley.Engine.Expressions;

/// <summary>A module that has been read.</summary>
/// <param name="Metadata">What stands after <c>module</c>.</param>
/// <param name="Dependencies">Its imports, as <c>modulemeta</c> describes them.</param>
/// <param name="Functions">Its definitions, in order.</param>
internal sealed record JqModule(JqObject Metadata, IReadOnlyList<JqObject> Dependencies, IReadOnlyList<FunctionDefinition> Functions)
{
    /// <summary>What <c>modulemeta</c> gives.</summary>
    public JqObject Describe() => Metadata
        .With("deps", new JqArray([.. Dependencies]))
        .With("defs", new JqArray([.. Functions.Select(f => JqValue.From($"{f.Name}/{f.Parameters.Length}"))]));
}
