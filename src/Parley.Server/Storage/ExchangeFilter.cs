namespace Parley.Server.Storage;

/// <summary>Which exchanges a list shows; null leaves a criterion out.</summary>
/// <param name="System">The source system.</param>
/// <param name="Type">The message type.</param>
/// <param name="Status">The status as the API names it.</param>
/// <param name="Reference">The reference of the subject.</param>
/// <param name="Before">Only keys below this one: lists run from new to old.</param>
/// <param name="Limit">The most rows.</param>
internal sealed record ExchangeFilter(string? System, string? Type, string? Status, string? Reference, long Before, int Limit)
{
    /// <summary>The only source systems whose exchanges are shown; null for all.</summary>
    public IReadOnlyCollection<string>? Within { get; init; }

    /// <summary>Systems at which something of an exchange arrived: those exchanges are shown too, whatever <see cref="Within"/> says; null for none.</summary>
    public IReadOnlyCollection<string>? ArrivedAt { get; init; }

    /// <summary>Only exchanges received at or after this moment, microseconds since 1970; 0 for all.</summary>
    public long Since { get; init; }
}
