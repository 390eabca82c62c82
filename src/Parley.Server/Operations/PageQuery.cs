using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Server.Storage;

namespace Parley.Server.Operations;

/// <summary>Which page of a list is asked for: lists run from new to old, and a page begins after the last entry of the one before.</summary>
/// <param name="Before">Only keys below this one.</param>
/// <param name="Limit">The most entries.</param>
internal readonly record struct PageQuery(long Before, int Limit)
{
    private const int Usual = 50;
    private const int Most = 500;

    /// <summary>Reads <c>after</c> and <c>limit</c>; a problem when they make no sense.</summary>
    public static PageQuery Read(HttpRequest request, char kind)
    {
        string? after = request.Query["after"];
        long before = long.MaxValue;
        if (after is not null && !PublicId.TryParse(kind, after, out before))
        {
            throw new ProblemException(new Problem(400, ServerIssues.BadRequest, $"'{after}' is not the 'next' of a page.", "query: after"));
        }

        string? text = request.Query["limit"];
        int limit = Usual;
        if (text is not null && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out limit) && limit is >= 1 and <= Most))
        {
            throw new ProblemException(new Problem(400, ServerIssues.BadRequest, $"A page has 1 to {Most} entries.", "query: limit"));
        }

        return new PageQuery(before, limit);
    }
}
