using Microsoft.Extensions.Logging;
using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>Has the installation's scanner look at objects, where it has one.</summary>
internal sealed class MediaScan(MediaContent content, ServerOptions options, ILogger<MediaScan> log)
{
    private readonly ScannerDefinition? _scanner = options.Workspace.Installation.Media!.Scanner;

    /// <summary>Whether objects are scanned at all.</summary>
    public bool IsWanted => _scanner is not null;

    /// <summary>How long to wait until a scanner that did not answer is asked again.</summary>
    public TimeSpan Retry => _scanner?.Retry ?? TimeSpan.Zero;

    /// <summary>What the scanner says of an object; null when it did not answer.</summary>
    public async Task<ScanVerdict?> LookAsync(MediaRow row, CancellationToken cancellationToken)
    {
        using MediaStretch whole = await content.OpenAsync(row, 0, row.Size, Disclosure.PermitScan(), cancellationToken);
        ScanVerdict? verdict = await new ClamScanner(_scanner!, options.Time).ScanAsync(whole, cancellationToken);
        if (verdict is null)
        {
            Log.MediaNotScanned(log, PublicId.Media(row.Id));
        }
        else if (!verdict.IsClean)
        {
            Log.MediaQuarantined(log, PublicId.Media(row.Id), row.System, verdict.Said);
        }

        return verdict;
    }
}
