using Microsoft.AspNetCore.Http;
using Parley.Engine.Evidence;
using Parley.Server.Access;
using Parley.Server.Exchanges;
using Parley.Server.Ledger;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>
/// <c>GET /v1/media</c> and <c>GET /v1/media/{id}/continuity</c>: for the owner of objects, which there are and who has handled each. They show no content.
/// </summary>
internal sealed class MediaOwnerEndpoints(Authenticator authenticator, Store store, MediaEntries entries, PackMaker packs, Disclosure disclosure)
{
    /// <summary>Answers with a page of a system's objects, new to old, in whatever state they are.</summary>
    public async Task ListAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.SeeExchanges | Rights.SeeContent);
        PageQuery page = PageQuery.Read(context.Request, 'o');
        string system = caller.System ?? context.Request.Query["system"].ToString();
        List<MediaRow> rows = Disclosure.IsOwn(caller, system) ? await store.Reader.MediaOfAsync(system, page.Before, page.Limit, context.RequestAborted) : [];
        await JsonPage.WriteAsync(context, "objects", rows, rows.Count == page.Limit ? PublicId.Media(rows[^1].Id) : null, (writer, row) => MediaJson.Write(writer, AsToldTo(caller, row)));
    }

    /// <summary>Answers with all that the ledger says of an object, old to new.</summary>
    public async Task ContinuityAsync(HttpContext context)
    {
        Caller caller = authenticator.Require(context, Rights.SeeExchanges);
        string id = (string)context.Request.RouteValues["id"]!;
        if (!PublicId.TryParse('o', id, out long key) || await store.Reader.MediaAsync(key, context.RequestAborted) is not MediaRow row || !Disclosure.IsOwn(caller, row.System))
        {
            throw MediaEndpoints.NotFound(id);
        }

        row = AsToldTo(caller, row);
        List<(long Number, LedgerEntry Entry)> found = await packs.EntriesAboutAsync(entries.SubjectOf(row), context.RequestAborted);
        await JsonResponse.WriteAsync(context, 200, (row, (IReadOnlyList<(long, LedgerEntry)>)found), static (writer, state) => MediaJson.WriteContinuity(writer, state));
    }

    // Who may not see its content, as an operator may not see that of other organisations, sees that it is there and who handled it, and not what the sender called it.
    private MediaRow AsToldTo(Caller caller, MediaRow row) => disclosure.PermitView(caller, row.System) is null ? row with { Metadata = null } : row;
}
