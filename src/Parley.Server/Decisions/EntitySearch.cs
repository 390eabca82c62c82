using Parley.Server.Access;

namespace Parley.Server.Decisions;

/// <summary>
/// Searches for whom, to what or what would be permitted: every candidate is asked about as a question of its own, so that a search finds exactly what a question
/// is answered yes to, and nothing that the asker could not ask about.
/// </summary>
internal sealed class EntitySearch(Evaluator evaluator, Candidates candidates)
{
    /// <summary>The most candidates that one page looks at, whatever it finds.</summary>
    private const int MostLooked = 500;

    /// <summary>A page of what is found.</summary>
    /// <param name="asker">Who asks.</param>
    /// <param name="question">The question; of what is sought it has the type alone.</param>
    /// <param name="sought">What is sought.</param>
    /// <param name="page">Which page.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<FoundEntities> FindAsync(Caller asker, AccessQuestion question, Sought sought, EntityPage page, CancellationToken cancellationToken)
    {
        List<string> found = [];
        string? last = page.After;
        int looked = 0;
        await foreach (string candidate in candidates.Of(asker, question, sought, last, cancellationToken))
        {
            if (found.Count >= page.Limit || looked == MostLooked)
            {
                return new FoundEntities(found, EntityPage.TokenAfter(last));
            }

            looked++;
            last = candidate;
            if ((await evaluator.AnswerAsync(asker, With(question, sought, candidate), cancellationToken)).Decision)
            {
                found.Add(candidate);
            }
        }

        return new FoundEntities(found, "");
    }

    private static AccessQuestion With(AccessQuestion question, Sought sought, string candidate) => sought switch
    {
        Sought.Subject => question with { Subject = question.Subject with { Id = candidate } },
        Sought.Resource => question with { Resource = question.Resource with { Id = candidate } },
        _ => question with { Action = candidate },
    };
}
