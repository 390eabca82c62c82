using System.Globalization;
using Parley.Engine.Issues;

namespace Parley.Server.Operations;

/// <summary>A refusal as the API shows it (RFC 9457): what, where, why, and what to do.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The entry of the catalogue.</param>
/// <param name="Cause">Why, in this case.</param>
/// <param name="Place">Where in the request: a header, the address, the body or a place in it.</param>
internal sealed record Problem(int Status, IssueCode Code, string Cause, string Place)
{
    /// <summary>Seconds after which trying again makes sense; null when it does not.</summary>
    public int? RetryAfter { get; init; }

    /// <summary>The exchange concerned, when there is one.</summary>
    public string? Exchange { get; init; }

    /// <summary>The findings behind it.</summary>
    public IReadOnlyList<Issue> Issues { get; init; } = [];

    /// <summary>How many findings there are, in words.</summary>
    public static string Findings(int count) => count == 1 ? "1 finding" : string.Create(CultureInfo.InvariantCulture, $"{count} findings");
}
