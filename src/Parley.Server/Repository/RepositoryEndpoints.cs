using System.Globalization;
using Microsoft.AspNetCore.Http;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Repository;

/// <summary><c>GET /v1/records/{id}</c>: a record of the repository with its versions, as far as the caller may see them.</summary>
internal sealed class RepositoryEndpoints(RepositoryAccess access, RepositoryView view, Store store, ConsultationLog consultations)
{
    /// <summary>Answers with a record: all versions, or with <c>asKnownAt</c> the one that was known then.</summary>
    public async Task GetAsync(HttpContext context)
    {
        Asker asker = access.Require(context);
        string id = (string)context.Request.RouteValues["id"]!;
        long? asKnownAt = RequestMoment.OfQuery(context, "asKnownAt");
        List<VisibleVersion> versions = PublicId.TryParse('k', id, out long record)
            ? await view.VersionsAsync(asker, record, asKnownAt, context.RequestAborted)
            : [];
        if (versions.Count == 0)
        {
            throw new ProblemException(new Problem(404, ServerIssues.NotFound, $"There is no record '{id}' that this caller may see.", "address: id"));
        }

        Dictionary<long, string> workspaces = [];
        foreach (long version in versions.Select(v => v.Bundle.Stored.Row.Version).Distinct())
        {
            workspaces[version] = await store.Reader.VersionAsync(version, context.RequestAborted) ?? "";
        }

        bool isOwn = view.IsOwn(asker, versions[0].Bundle.Stored.Row.System);
        Dictionary<long, LoadLineRow> loads = !isOwn ? [] : await store.Reader.LoadsOfAsync([.. versions.Select(v => v.Row.Exchange).Distinct()], context.RequestAborted);
        await consultations.RecordAsync(
            context, asker.Caller, PublicId.Exchange(versions[0].Row.Exchange), string.Create(CultureInfo.InvariantCulture, $"{id} {versions[0].Row.Id}"), "record-read");
        await JsonResponse.WriteAsync(context, 200, (versions, isOwn, workspaces, loads), static (writer, state) => RecordJson.Write(writer, (state.versions, state.isOwn, state.workspaces, state.loads)));
    }
}
