using Parley.Engine.Workspace;
using Parley.Server.Exchanges;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Delivery;

/// <summary>
/// Delivers as a file: written beside, made durable, then renamed into place, so that nobody sees half a file. Objects that go with it are files of their own, named as the
/// message names them, and there before the message is.
/// </summary>
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
            message.MayHaveLeft = true;
            foreach (Attachment attachment in message.Attachments)
            {
                await WriteAsync(message, NameOf(attachment), attachment.CopyAsync, cancellationToken);
            }

            await WriteAsync(message, name, async (file, token) => await file.WriteAsync(message.Body, token), cancellationToken);
            return new AttemptResult(AttemptKind.Delivered, null, null, null);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or StoreUnavailableException or ProblemException)
        {
            return new AttemptResult(AttemptKind.Unreachable, null, null, failure.Message);
        }
    }

    private async Task WriteAsync(Outgoing message, string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        string temporary = Path.Combine(_folder, $".{message.Id}.tmp");
        FileStream file = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);
        await using (file)
        {
            await write(file, cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, Path.Combine(_folder, name), overwrite: true);
    }

    // What the message calls it, then how the file was called that was uploaded: programs go by that.
    private static string NameOf(Attachment attachment) => Safe(attachment.Name).TrimStart('.') + Path.GetExtension(attachment.FileName);

    private static string Safe(string value) => string.Create(value.Length, value, static (span, text) =>
    {
        for (int i = 0; i < span.Length; i++)
        {
            span[i] = char.IsLetterOrDigit(text[i]) || text[i] is '-' or '_' or '.' ? text[i] : '_';
        }
    });
}
