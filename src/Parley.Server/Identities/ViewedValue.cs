using Parley.Engine.Dictionary;

namespace Parley.Server.Identities;

/// <summary>A value of an attribute with all that say it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Sources">The records that say it, the newest first.</param>
internal sealed record ViewedValue(Value Value, IReadOnlyList<SeenRecord> Sources)
{
    /// <summary>The value in its exchanged form.</summary>
    public string Text { get; } = BestKnown.Text(Value);

    /// <summary>What a code means; null for other values.</summary>
    public string? Label => Value.Form == ValueForm.Code ? Value.AsCode.Label : null;
}
