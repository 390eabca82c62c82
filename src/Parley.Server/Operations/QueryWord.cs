using Microsoft.AspNetCore.Http;

namespace Parley.Server.Operations;

/// <summary>Words of queries that must be one of some words.</summary>
internal static class QueryWord
{
    /// <summary>The word that a query gives under a name, or null when it gives none; a problem when it is none of those there are.</summary>
    /// <param name="request">The request.</param>
    /// <param name="name">The name, which says what the word is too.</param>
    /// <param name="known">What there is; only what the caller may know.</param>
    public static string? Of(HttpRequest request, string name, IReadOnlyCollection<string> known)
    {
        string? word = request.Query[name];
        return word is null || known.Contains(word)
            ? word
            : throw new ProblemException(new Problem(400, ServerIssues.BadRequest, KnownWords.Unknown(name, word, known), $"query: {name}"));
    }
}
