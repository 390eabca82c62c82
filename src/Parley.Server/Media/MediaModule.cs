using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parley.Engine.Workspace;
using Parley.Server.Delivery;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>Photographs, video, sound and documents as objects: resumable uploads, reading under the decisions of their records, continuity of evidence.</summary>
internal static class MediaModule
{
    public static IServiceCollection AddMedia(this IServiceCollection services, ServerOptions options) =>
        options.Workspace.Installation.Media is MediaDefinition media ? Add(services, media) : services;

    public static void MapMedia(this IEndpointRouteBuilder routes) => new OptionalRoutes(
        routes,
        routes.ServiceProvider.GetRequiredService<ServerOptions>().Workspace.Installation.Media is not null,
        new Problem(StatusCodes.Status404NotFound, MediaProblems.NotKept, "The workspace does not say that any are taken.", "address"))
        .Map<TusEndpoints>(HttpMethods.Options, "/v1/media", e => e.DescribeAsync)
        .Post<TusEndpoints>("/v1/media", e => e.CreateAsync)
        .Map<TusEndpoints>(HttpMethods.Head, "/v1/media/{id}", e => context => TusHeaders.IsTus(context.Request) ? e.HeadAsync(context) : MediaOf(context).GetAsync(context))
        .Map<TusEndpoints>(HttpMethods.Patch, "/v1/media/{id}", e => e.PatchAsync)
        .Map<TusEndpoints>(HttpMethods.Delete, "/v1/media/{id}", e => e.DeleteAsync)
        .Post<TusEndpoints>("/v1/media/{id}", e => e.OverrideAsync)
        .Get<MediaOwnerEndpoints>("/v1/media", e => e.ListAsync)
        .Get<MediaEndpoints>("/v1/media/{id}", e => e.GetAsync)
        .Get<MediaEndpoints>("/v1/media/{id}/description", e => e.DescribeAsync)
        .Get<ThumbnailEndpoint>("/v1/media/{id}/thumbnail", e => e.GetAsync)
        .Get<MediaOwnerEndpoints>("/v1/media/{id}/continuity", e => e.ContinuityAsync)
        .Get<MediaEndpoints>("/v1/records/{id}/media", e => e.OfRecordAsync);

    private static MediaEndpoints MediaOf(HttpContext context) => context.RequestServices.GetRequiredService<MediaEndpoints>();

    private static IServiceCollection Add(IServiceCollection services, MediaDefinition media) => services
        .AddSingleton(s => new MediaFolder(s.GetRequiredService<Secrets>().PathOf(media.Folder)))
        .AddSingleton<IMediaStore>(s => media.S3 is S3Definition s3
            ? new S3Store(s3, s.GetRequiredService<MediaFolder>(), s.GetRequiredService<Secrets>(), s.GetRequiredService<ServerOptions>().Time)
            : s.GetRequiredService<MediaFolder>())
        .AddSingleton<UploadTable>()
        .AddSingleton<MediaEntries>()
        .AddSingleton<MediaContent>()
        .AddSingleton<MediaEnds>()
        .AddSingleton<MediaScan>()
        .AddSingleton<MediaAgenda>()
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
        .AddSingleton(s => new MediaSweep(
            s.GetRequiredService<MediaFolder>(), s.GetRequiredService<UploadTable>(), s.GetRequiredService<Store>(), s.GetRequiredService<ServerOptions>(),
            s.GetRequiredService<ILogger<MediaSweep>>(),
            media.S3 is { Prefix.Length: > 0 } ? ActivatorUtilities.CreateInstance<BucketSweep>(s, (S3Store)s.GetRequiredService<IMediaStore>()) : null))
        .AddSingleton<IGaugeSource>(s => s.GetRequiredService<MediaSweep>())
        .AddSingleton<MediaReview>()
        .AddSingleton<MediaKeeper>()
        .AddHostedService(s => s.GetRequiredService<MediaKeeper>());
}
