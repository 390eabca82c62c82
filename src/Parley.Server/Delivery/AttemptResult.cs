using Parley.Engine.Issues;

namespace Parley.Server.Delivery;

/// <summary>The end of one attempt.</summary>
/// <param name="Kind">How it ended.</param>
/// <param name="HttpStatus">The recipient's status, when it answered by HTTP.</param>
/// <param name="Body">The recipient's answer, cut to what is allowed.</param>
/// <param name="Error">What went wrong, for people; never a secret.</param>
internal sealed record AttemptResult(AttemptKind Kind, int? HttpStatus, byte[]? Body, string? Error)
{
    /// <summary>How long the recipient wants to be left in peace.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True when the answer was longer than allowed, so that it must not be taken as a reply.</summary>
    public bool BodyTooLarge { get; init; }

    /// <summary>For a refusal: the entry of the catalogue.</summary>
    public IssueCode Code { get; init; } = ServerIssues.RecipientRefused;
}
