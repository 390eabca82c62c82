using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Operations;

namespace Parley.Server.Delivery;

/// <summary>Delivers as a file: written beside, made durable, then renamed into place, so that nobody sees half a file.</summary>
internal sealed class FolderConnector(FolderDelivery delivery, Secrets secrets) : Connector
{
    private readonly string _folder = secrets.PathOf(delivery.Path);

    /// <inheritdoc/>
    public override async Task<AttemptResult> SendAsync(Outgoing message, CancellationToken cancellationToken)
    {
        string name = UrlTemplate.Fill(delivery.FileName, message.Value, Safe);
        if (name is "" or "." or ".." || name.Contains('/', StringComparison.Ordinal))
        {
            return new AttemptResult(AttemptKind.Refused, null, null, $"'{name}' is no file name.") { Code = ServerIssues.CannotWrite };
        }

        try
        {
            Directory.CreateDirectory(_folder);
            string temporary = Path.Combine(_folder, $".{message.Id}.tmp");
            message.MayHaveLeft = true;
            FileStream file = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);
            await using (file)
            {
                await file.WriteAsync(message.Body, cancellationToken);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, Path.Combine(_folder, name), overwrite: true);
            return new AttemptResult(AttemptKind.Delivered, null, null, null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new AttemptResult(AttemptKind.Unreachable, null, null, failure.Message);
        }
    }

    private static string Safe(string value) => string.Create(value.Length, value, static (span, text) =>
    {
        for (int i = 0; i < span.Length; i++)
        {
            span[i] = char.IsLetterOrDigit(text[i]) || text[i] is '-' or '_' or '.' ? text[i] : '_';
        }
    });
}
