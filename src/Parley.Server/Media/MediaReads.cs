using Microsoft.AspNetCore.Http;
using Parley.Server.Exchanges;
using Parley.Server.Ledger;
using Parley.Server.Repository;

namespace Parley.Server.Media;

/// <summary>Records who reads what of objects, before it is handed out.</summary>
internal sealed class MediaReads(ConsultationLog consultations, MediaEntries entries, Disclosure disclosure)
{
    /// <summary>Bytes of an object are read, all or a part: by its owner's organisation, or delivered to another that follows a reference.</summary>
    public Task ReadAsync(HttpContext context, Asker asker, ReadableMedia media, bool isPart) =>
        RecordAsync(context, asker, media, isPart ? $"object-range-{WayOf(asker, media)}" : $"object-{WayOf(asker, media)}");

    /// <summary>The thumbnail in an object is read.</summary>
    public Task ThumbnailAsync(HttpContext context, Asker asker, ReadableMedia media) => RecordAsync(context, asker, media, $"object-thumbnail-{WayOf(asker, media)}");

    /// <summary>What is known of an object is read, without its bytes.</summary>
    public Task DescribedAsync(HttpContext context, Asker asker, ReadableMedia media) => RecordAsync(context, asker, media, "object-described");

    private string WayOf(Asker asker, ReadableMedia media) => disclosure.IsOfOwnOrganisation(asker.Caller, media.Row.System) ? "read" : "delivered";

    private Task RecordAsync(HttpContext context, Asker asker, ReadableMedia media, string outcome)
    {
        ulong self = entries.SubjectOf(media.Row);
        IReadOnlyList<ulong> subjects = media.Subject is ulong record ? [self, record] : [self];
        return consultations.RecordAsync(context, asker.Caller, media.Exchange, $"{media.Row.Id} {outcome}", outcome, subjects, media.Row.Sha256);
    }
}
