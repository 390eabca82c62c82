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
        return after is null || PublicId.TryParse(kind, after, out before) ? new PageQuery(before, LimitOf(request)) : throw NoPage(after);
    }

    /// <summary>The same of a list of deliveries, which are known by an exchange and a number in it.</summary>
    public static PageQuery ReadDeliveries(HttpRequest request, out (long Exchange, long N) before)
    {
        string? after = request.Query["after"];
        before = (long.MaxValue, long.MaxValue);
        if (after is not null)
        {
            before = PublicId.TryParseDelivery(after, out long exchange, out int n) ? (exchange, n) : throw NoPage(after);
        }

        return new PageQuery(before.Exchange, LimitOf(request));
    }

    private static int LimitOf(HttpRequest request) => QueryNumber.Of(request, "limit", Usual, Most, $"A page has 1 to {Most} entries.");

    private static ProblemException NoPage(string after) => new(new Problem(400, ServerIssues.BadRequest, $"'{after}' is not the 'next' of a page.", "query: after"));
}
