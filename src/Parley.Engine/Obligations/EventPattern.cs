using Parley.Engine.Expressions;

namespace Parley.Engine.Obligations;

/// <summary>Which records of an exchange are an event, and of what matter.</summary>
public sealed record EventPattern
{
    /// <summary>The record type.</summary>
    public required string Type { get; init; }

    /// <summary>A condition in jq over the record with its links; null for every record of the type.</summary>
    public JqProgram? Where { get; init; }

    /// <summary>
    /// The matter, in jq over the record with its links: texts by which what ends an obligation is known to belong to it. Several outputs are several matters; none
    /// is no event.
    /// </summary>
    public required JqProgram Key { get; init; }

    /// <summary>When it happened, in jq; null where the time of its coming counts.</summary>
    public JqProgram? At { get; init; }
}
