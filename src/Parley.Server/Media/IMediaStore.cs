using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>Where the sealed bytes of finished objects are kept.</summary>
internal interface IMediaStore
{
    /// <summary>Takes over the file of a finished upload from the folder; returns once it is durable there. May be repeated.</summary>
    Task TakeAsync(MediaRow row, CancellationToken cancellationToken);

    /// <summary>Opens sealed bytes from a place on; at least so many are there.</summary>
    Task<Stream> OpenAsync(MediaRow row, long from, long length, CancellationToken cancellationToken);

    /// <summary>Deletes them, and what is left of the upload; that they are gone already is no fault.</summary>
    Task DeleteAsync(MediaRow row, CancellationToken cancellationToken);
}
