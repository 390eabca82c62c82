using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Server.Storage;

namespace Parley.Server.Operations;

/// <summary>Moments as requests write them: RFC 3339, or a day. What says no zone is in UTC, wherever the server stands.</summary>
internal static class RequestMoment
{
    /// <summary>Reads one; false when the text is none.</summary>
    public static bool TryParse(string? text, out DateTimeOffset moment) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);

    /// <summary>The moment that a query gives under a name, as it is stored; null when it gives none, a problem when it gives something else.</summary>
    public static long? OfQuery(HttpContext context, string name)
    {
        string? text = context.Request.Query[name];
        return text is null ? null
            : TryParse(text, out DateTimeOffset moment) ? Clock.Microseconds(moment)
            : throw new ProblemException(new Problem(400, ServerIssues.BadRequest, $"'{text}' is no moment such as 2026-03-01T10:00:00Z.", $"query: {name}"));
    }
}
