using System.Text.Json;
using System.Text.Json.Nodes;
using Wexshire.Estate.Language;
using Wexshire.Estate.Sending;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Hosting;

/// <summary>What every system of the estate answers alike: the page, the lists and the health.</summary>
internal static class CommonEndpoints
{
    private const int PageLength = 100;
    private const int LongestList = 20_000;

    public static void Map(IEndpointRouteBuilder app, IRole role, RoleContext context, Faults faults)
    {
        app.MapGet("/", (HttpResponse response) =>
        {
            response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
            return Results.Text(Page.Write(role, context, faults.State, context.Journal.List(0, PageLength)), "text/html; charset=utf-8");
        });
        app.MapGet("/health", () => Json(new JsonObject { ["role"] = role.Id, ["status"] = "ok" }));
        app.MapGet("/outbox", () => Json(JsonSerializer.SerializeToNode(context.Outbox.State(), JsonText.Compact)!));
        app.MapGet("/records", (int? skip, int? take) => Json(List(role, context, skip ?? 0, take ?? PageLength)));
        app.MapGet("/records/{**reference}", (string reference, HttpRequest request) => One(context, reference, request.Query.ContainsKey("raw")));
    }

    private static JsonObject List(IRole role, RoleContext context, int skip, int take)
    {
        var holdings = context.Journal.List(Math.Max(skip, 0), Math.Clamp(take, 0, LongestList));
        return new JsonObject
        {
            ["role"] = role.Id,
            ["count"] = context.Journal.Count,
            ["repeats"] = context.Journal.Repeats,
            ["records"] = new JsonArray([.. holdings.Select(holding => Describe(context, holding))]),
        };
    }

    private static IResult One(RoleContext context, string reference, bool raw)
    {
        // A client may have to write a slash of a reference as %2F; routing leaves that one escape as it is.
        if (context.Journal.Find(reference.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase)) is not { } holding)
        {
            return Results.NotFound();
        }

        if (raw)
        {
            return Results.Text(holding.Body, holding.ContentType);
        }

        var described = Describe(context, holding);
        described["contentType"] = holding.ContentType;
        described["body"] = holding.Body;
        return Json(described);
    }

    private static JsonObject Describe(RoleContext context, Holding holding)
    {
        var described = new JsonObject
        {
            ["ref"] = holding.Ref,
            ["kind"] = holding.Kind,
            ["title"] = holding.Title,
            ["storedAt"] = holding.StoredAt.ToString("O"),
            ["facts"] = new JsonObject(holding.Facts.Select(fact => KeyValuePair.Create<string, JsonNode?>(fact.Key, fact.Value))),
        };
        if (context.Outbox.Find(holding.Ref) is { } sent)
        {
            described["sending"] = Sending(sent);
        }

        return described;
    }

    private static JsonObject Sending(OutboxEntry entry) => new()
    {
        ["type"] = entry.Type,
        ["outcome"] = entry.Outcome ?? "waiting",
        ["answer"] = entry.Answer,
    };

    private static IResult Json(JsonNode node) => Results.Text(JsonText.Write(node), "application/json");
}
