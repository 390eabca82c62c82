using Microsoft.AspNetCore.Http;
using Parley.Server.Operations;

namespace Parley.Server.Identities;

/// <summary><c>GET /v1/identities/{id}</c>: the single view of a person, vehicle, telephone or place, as far as the caller may see its records.</summary>
internal sealed class IdentityEndpoints(IdentityRequest requests, IdentityFinder finder, IdentityMedia media, ServerOptions options)
{
    /// <summary>Answers with the view; in the formats of graphs with the identity and what it is linked to.</summary>
    public async Task GetAsync(HttpContext context)
    {
        Sight sight = await requests.OpenAsync(context);
        IdentityFormat format = IdentityFormats.Of(context.Request);
        FoundIdentity identity = await finder.FindAsync(sight, IdentityRequest.RecordOf(context), context.RequestAborted) ?? throw IdentityRequest.NotFound(context);
        if (format != IdentityFormat.Json)
        {
            await AnswerAsync(context, sight, format, identity, (1, Neighbourhood.UsualNodes));
            return;
        }

        SingleView view = await SingleViewer.ShowAsync(sight, identity, context.RequestAborted);
        view = view with { Media = await media.OfAsync(sight, view, context.RequestAborted) };
        await requests.RecordAsync(context, sight, identity.Members.Concat(view.Associates.Select(a => a.Newest)), "identity");
        await media.RecordAsync(context, sight, view.Media);
        await JsonResponse.WriteAsync(context, 200, (view, sight, requests.IsComplete), IdentityJson.Write);
    }

    /// <summary><c>GET /v1/records/{id}/neighbourhood</c>: who and what is within some links of a record's identity.</summary>
    public async Task GetNeighbourhoodAsync(HttpContext context)
    {
        Sight sight = await requests.OpenAsync(context);
        (int Links, int Nodes) bounds =
            (Number(context, "links", 2, Neighbourhood.MostLinks), Number(context, "limit", Neighbourhood.UsualNodes, Neighbourhood.MostNodes));
        IdentityFormat format = IdentityFormats.Of(context.Request);
        FoundIdentity identity = await finder.FindAsync(sight, IdentityRequest.RecordOf(context), context.RequestAborted) ?? throw IdentityRequest.NotFound(context);
        await AnswerAsync(context, sight, format, identity, bounds);
    }

    private async Task AnswerAsync(HttpContext context, Sight sight, IdentityFormat format, FoundIdentity identity, (int Links, int Nodes) bounds)
    {
        IdentityGraph graph = await new Neighbourhood(finder, sight, bounds.Links, bounds.Nodes).WalkAsync(identity, context.RequestAborted);
        graph = graph with { Media = await media.OfAsync(sight, graph, context.RequestAborted) };
        await requests.RecordAsync(context, sight, graph.Nodes.SelectMany(n => n.Identity.Members), "neighbourhood");
        await media.RecordAsync(context, sight, graph.Media.Values.SelectMany(m => m));
        await IdentityFormats.WriteAsync(context, format, graph, (sight, requests.IsComplete), options.Time.GetUtcNow());
    }

    private static int Number(HttpContext context, string name, int usual, int most) =>
        QueryNumber.Of(context.Request, name, usual, most, code: IdentityIssues.NotUnderstood);
}
