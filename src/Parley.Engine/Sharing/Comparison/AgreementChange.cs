namespace Parley.Engine.Sharing.Comparison;

/// <summary>One difference between two editions of an agreement.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Text">The difference in words, without a full stop.</param>
public sealed record AgreementChange(ChangeKind Kind, string Text)
{
    /// <summary>Who gains or loses; empty when the change is not about attributes.</summary>
    public IReadOnlyList<string> Organisations { get; init; } = [];

    /// <summary>The record type; null when the change is not about attributes.</summary>
    public string? Record { get; init; }

    /// <summary>The entity roles; empty for any.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The attributes.</summary>
    public IReadOnlyList<string> Attributes { get; init; } = [];
}
