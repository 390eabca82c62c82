using Microsoft.AspNetCore.Http;
using Parley.Server.Operations;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Retrieval;

/// <summary>
/// <c>POST /v1/search</c>: with <c>live</c>, systems are asked and their answers merged with the repository's; <c>GET /v1/searches/{id}</c> tells what came later.
/// </summary>
/// <param name="access">Who may ask.</param>
/// <param name="retrieval">Asks.</param>
/// <param name="workspace">The dictionary.</param>
/// <param name="consultations">Who was shown whom.</param>
/// <param name="stored">The repository's search; null where none is kept.</param>
internal sealed class RetrievalEndpoints(
    RepositoryAccess access, LiveRetrieval retrieval, WorkspaceHost workspace, SearchConsultation consultations, SearchEndpoints? stored = null)
{
    /// <summary>Searches, live where that is asked for.</summary>
    public async Task SearchAsync(HttpContext context)
    {
        Asker asker = access.Require(context);
        SearchBody asked = await SearchBody.ReadAsync(context, workspace.Current.Workspace.Dictionary);
        access.RequireSystems(asker, asked.Query.Systems, SearchIssues.NotUnderstood, "systems");
        if (asked.Live is AskedLive live)
        {
            await LiveAsync(context, asker, asked, live);
        }
        else if (stored is not null)
        {
            await stored.AnswerAsync(context, asker, asked, "search");
        }
        else
        {
            throw new ProblemException(new Problem(StatusCodes.Status404NotFound, SearchIssues.NoRepository, "The workspace does not say that one is kept; with 'live', systems can be asked.", "address"));
        }
    }

    /// <summary>Answers with what came after the search had been answered, decided as of now.</summary>
    public async Task LaterAsync(HttpContext context)
    {
        Asker asker = access.Require(context);
        string id = (string)context.Request.RouteValues["id"]!;
        if (!PublicId.TryParse('q', id, out long number) || retrieval.Find(number, asker.Caller) is not LiveSearch search)
        {
            throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no search '{id}' of this caller's in the last minute.", "address: id"));
        }

        // The purpose and reason are those that the systems were asked for; a minute later they are the same.
        (IReadOnlyList<AskedView> view, IReadOnlyList<FoundRecord> found) = retrieval.Later(search);
        await AnswerAsync(context, search, view, LiveResults.Merge(null, found), null, "search-late");
    }

    private async Task LiveAsync(HttpContext context, Asker asker, SearchBody asked, AskedLive live)
    {
        consultations.RequireReason(context, asker.Caller);
        CancellationToken gone = context.RequestAborted;
        LiveSearch search = await retrieval.StartAsync(asker, asked.Query, live, gone);
        SearchAnswer? known = stored is null ? null : await stored.FindAsync(asker, asked.Query, gone);
        (IReadOnlyList<AskedView> view, IReadOnlyList<FoundRecord> found) = await retrieval.WaitAsync(search, gone);
        await AnswerAsync(context, search, view, LiveResults.Merge(known, found), asked, "search-live");
    }

    private async Task AnswerAsync(HttpContext context, LiveSearch search, IReadOnlyList<AskedView> view, SearchAnswer answer, SearchBody? asked, string outcome)
    {
        List<FoundRecord> page = [.. answer.Found.Take(asked?.Limit ?? int.MaxValue)];
        await consultations.RecordAsync(context, search.Asker, page, $"{outcome} {search.PublicName}", outcome);
        SearchPage shown = new(answer with { More = answer.More || answer.Found.Count > page.Count }, page, null)
        {
            Identities = asked is null || stored is null ? new Dictionary<long, long>()
                : await stored.IdentitiesAsync(search.Asker, asked, page.FindAll(f => !f.IsLive), context.RequestAborted),
            Further = writer => LiveJson.Write(writer, search, view, answer.Found),
        };
        await JsonResponse.WriteAsync(context, 200, shown, SearchJson.Write);
    }
}
