using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Delivery;
using Parley.Server.Operations;

namespace Parley.Server.Media;

/// <summary>Photographs, video, sound and documents as objects: resumable uploads, reading under the decisions of their records, continuity of evidence.</summary>
internal static class MediaModule
{
    private static readonly string[] s_head = [HttpMethods.Head];
    private static readonly string[] s_options = [HttpMethods.Options];

    public static IServiceCollection AddMedia(this IServiceCollection services, ServerOptions options) =>
        options.Workspace.Installation.Media is MediaDefinition media ? Add(services, media) : services;

    public static void MapMedia(this IEndpointRouteBuilder routes)
    {
        IServiceProvider services = routes.ServiceProvider;
        if (services.GetRequiredService<ServerOptions>().Workspace.Installation.Media is null)
        {
            NoMedia none = new(services.GetRequiredService<Authenticator>());
            Map(routes, none.RefuseAsync, none.RefuseAsync, none.RefuseAsync, none.RefuseAsync, none.RefuseAsync, none.RefuseAsync);
            routes.MapGet("/v1/media", (RequestDelegate)none.RefuseAsync);
            routes.MapGet("/v1/media/{id}", (RequestDelegate)none.RefuseAsync);
            routes.MapGet("/v1/media/{id}/description", (RequestDelegate)none.RefuseAsync);
            routes.MapGet("/v1/media/{id}/thumbnail", (RequestDelegate)none.RefuseAsync);
            routes.MapGet("/v1/media/{id}/continuity", (RequestDelegate)none.RefuseAsync);
            routes.MapGet("/v1/records/{id}/media", (RequestDelegate)none.RefuseAsync);
            return;
        }

        TusEndpoints tus = services.GetRequiredService<TusEndpoints>();
        MediaEndpoints media = services.GetRequiredService<MediaEndpoints>();
        MediaOwnerEndpoints owner = services.GetRequiredService<MediaOwnerEndpoints>();
        Map(
            routes, tus.DescribeAsync, tus.CreateAsync, context => TusHeaders.IsTus(context.Request) ? tus.HeadAsync(context) : media.GetAsync(context),
            tus.PatchAsync, tus.DeleteAsync, tus.OverrideAsync);
        routes.MapGet("/v1/media", (RequestDelegate)owner.ListAsync);
        routes.MapGet("/v1/media/{id}", (RequestDelegate)media.GetAsync);
        routes.MapGet("/v1/media/{id}/description", (RequestDelegate)media.DescribeAsync);
        routes.MapGet("/v1/media/{id}/thumbnail", (RequestDelegate)services.GetRequiredService<ThumbnailEndpoint>().GetAsync);
        routes.MapGet("/v1/media/{id}/continuity", (RequestDelegate)owner.ContinuityAsync);
        routes.MapGet("/v1/records/{id}/media", (RequestDelegate)media.OfRecordAsync);
    }

    private static void Map(
        IEndpointRouteBuilder routes, RequestDelegate describe, RequestDelegate create, RequestDelegate head, RequestDelegate patch, RequestDelegate delete, RequestDelegate post)
    {
        routes.MapMethods("/v1/media", s_options, describe);
        routes.MapPost("/v1/media", create);
        routes.MapMethods("/v1/media/{id}", s_head, head);
        routes.MapPatch("/v1/media/{id}", patch);
        routes.MapDelete("/v1/media/{id}", delete);
        routes.MapPost("/v1/media/{id}", post);
    }

    private static IServiceCollection Add(IServiceCollection services, MediaDefinition media) => services
        .AddSingleton(s => new MediaFolder(s.GetRequiredService<Secrets>().PathOf(media.Folder)))
        .AddSingleton<IMediaStore>(s => media.S3 is S3Definition s3
            ? new S3Store(s3, s.GetRequiredService<Secrets>(), s.GetRequiredService<ServerOptions>().Time)
            : s.GetRequiredService<MediaFolder>())
        .AddSingleton<UploadTable>()
        .AddSingleton<MediaEntries>()
        .AddSingleton<MediaContent>()
        .AddSingleton<MediaEnds>()
        .AddSingleton<MediaSettler>()
        .AddSingleton<MediaRecords>()
        .AddSingleton<MediaReads>()
        .AddSingleton<Uploads>()
        .AddSingleton<TusEndpoints>()
        .AddSingleton<MediaEndpoints>()
        .AddSingleton<ThumbnailEndpoint>()
        .AddSingleton<MediaOwnerEndpoints>()
        .AddSingleton<MediaDeliveries>()
        .AddSingleton<AttachmentsOf>(s => (row, recipient, accept, most, cancellationToken) => s.GetRequiredService<MediaDeliveries>().OfAsync(row, recipient, accept, most, cancellationToken))
        .AddSingleton<MediaSweep>()
        .AddSingleton<IGaugeSource>(s => s.GetRequiredService<MediaSweep>())
        .AddSingleton<MediaKeeper>()
        .AddHostedService(s => s.GetRequiredService<MediaKeeper>());
}
