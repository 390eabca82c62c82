using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Issues;

namespace Parley.Server.Operations;

/// <summary>Whole numbers of queries.</summary>
internal static class QueryNumber
{
    /// <summary>The number from 1 up that a query gives under a name; a problem when it gives something else.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">The name.</param>
    /// <param name="usual">The number when the query gives none.</param>
    /// <param name="most">The highest.</param>
    /// <param name="otherwise">What the problem says; null for that it is a number from 1 to the highest.</param>
    /// <param name="code">The problem's code; null for that of any bad request.</param>
    public static int Of(HttpRequest request, string name, int usual, int most, string? otherwise = null, IssueCode? code = null)
    {
        string? text = request.Query[name];
        return text is null ? usual
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= 1 && number <= most ? number
            : throw new ProblemException(new Problem(400, code ?? ServerIssues.BadRequest, otherwise ?? $"'{name}' is a number from 1 to {most}.", $"query: {name}"));
    }
}
