namespace Parley.Engine.Workspace;

/// <summary>How long the content of some exchanges is kept. The first rule whose trigger an exchange's subject meets is its rule.</summary>
public sealed record RetentionRule
{
    /// <summary>The base date that is the moment the message came in.</summary>
    public const string Received = "received";

    /// <summary>The identifier, in kebab case.</summary>
    public required string Id { get; init; }

    /// <summary>The retention group (a code of <c>mopi-group</c>) that the subject must have; null for any and for none.</summary>
    public string? Group { get; init; }

    /// <summary>The record types that the subject may have; empty for all.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Attributes of the subject that must have one of the values given (exchanged form).</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Where { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary><see cref="Received"/>, or the subject's attribute (a date or an instant) that the period begins with; where it has no value, the moment of receipt.</summary>
    public string Base { get; init; } = Received;

    /// <summary>How long from the base date.</summary>
    public required RetentionPeriod Period { get; init; }

    /// <summary>What is done then.</summary>
    public RetentionAction Action { get; init; } = RetentionAction.Review;

    /// <summary>What makes the period begin anew.</summary>
    public RetentionReset Reset { get; init; } = RetentionReset.Never;

    /// <summary>True to erase without a person: only with <see cref="RetentionAction.Erase"/>. False unless the rule says so.</summary>
    public bool Unattended { get; init; }

    /// <summary>How long after a decision to keep it comes up again.</summary>
    public RetentionPeriod Again { get; init; }
}
