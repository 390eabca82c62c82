using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Workspace;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Media;

/// <summary>What the sender says of a new upload.</summary>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Type">Its media type.</param>
/// <param name="Record">The record it belongs to; null when a message will say so.</param>
/// <param name="Metadata">The header <c>Upload-Metadata</c> as it was sent.</param>
internal sealed record UploadRequest(long Size, string Type, long? Record, string Metadata)
{
    private const int MostMetadata = 4096;
    private const int MostName = 255;
    private const int MostEnding = 6;

    private static readonly SearchValues<char> s_plain = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>Reads the headers; a problem when they do not say what they must, or what they say is not taken.</summary>
    public static UploadRequest Read(HttpRequest request, MediaDefinition media)
    {
        if (!long.TryParse(request.Headers["Upload-Length"], NumberStyles.None, CultureInfo.InvariantCulture, out long size) || size < 1)
        {
            throw Bad("It must be a whole number of bytes from 1; a length that is said later is not taken.", "header Upload-Length");
        }

        string header = request.Headers["Upload-Metadata"].ToString();
        Dictionary<string, string> said = header.Length <= MostMetadata && !header.AsSpan().ContainsAnyExceptInRange(' ', '~') && Parse(header) is { } parsed
            ? parsed
            : throw Bad($"It must be pairs of a name and a value in base64, parted by commas, in at most {MostMetadata} characters.", "header Upload-Metadata");
        CheckName(said.GetValueOrDefault("filename"));
        string type = said.GetValueOrDefault("filetype")?.Split(';')[0].Trim().ToLowerInvariant() ?? throw Bad("It must have 'filetype', a media type.", "header Upload-Metadata");
        CheckType(type, size, media);
        CheckHash(said.GetValueOrDefault("sha256"));
        CheckTaken(said.GetValueOrDefault("takenat"));
        return new UploadRequest(size, type, RecordOf(said.GetValueOrDefault("record")), header);
    }

    /// <summary>A value of the metadata that was sent with an object; null when it has none.</summary>
    public static string? ValueOf(string? metadata, string name) => metadata is null ? null : Parse(metadata)?.GetValueOrDefault(name);

    /// <summary>The ending of the file's name, such as <c>.png</c>; nothing where it has none that is short and plain.</summary>
    public static string EndingOf(string? metadata) =>
        Path.GetExtension(ValueOf(metadata, "filename")) is { Length: > 1 and <= MostEnding } ending && ending.AsSpan(1).IndexOfAnyExcept(s_plain) < 0 ? ending : "";

    private static void CheckName(string? name)
    {
        if (name is null or "" or "." or ".." || name.Length > MostName || name.Any(c => char.IsControl(c) || c is '/' or '\\'))
        {
            throw Bad($"It must have 'filename', of 1 to {MostName} characters without slashes.", "header Upload-Metadata");
        }
    }

    private static void CheckType(string type, long size, MediaDefinition media)
    {
        long most = media.Types is null ? (MediaContentType.Known.Contains(type) ? media.MaxBytes : -1) : media.Types.GetValueOrDefault(type, -1);
        if (most < 0)
        {
            throw new ProblemException(new Problem(StatusCodes.Status415UnsupportedMediaType, MediaProblems.TypeNotTaken, $"'{type}' is not among those taken.", "header Upload-Metadata: filetype"));
        }

        if (size > most)
        {
            throw new ProblemException(new Problem(413, MediaProblems.TooLarge, $"An object of type {type} has at most {most} bytes.", "header Upload-Length"));
        }
    }

    private static void CheckHash(string? hash)
    {
        if (hash is not null && (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit)))
        {
            throw Bad("'sha256' must be 64 hexadecimal digits.", "header Upload-Metadata");
        }
    }

    private static void CheckTaken(string? moment)
    {
        if (moment is not null && !RequestMoment.TryParse(moment, out _))
        {
            throw Bad("'takenat' must be a moment such as 2026-03-01T10:00:00Z.", "header Upload-Metadata");
        }
    }

    private static long? RecordOf(string? id) => id is null ? null
        : PublicId.TryParse('k', id, out long record) ? record
        : throw Bad("'record' must be the identifier of a record, which begins with k-.", "header Upload-Metadata");

    private static Dictionary<string, string>? Parse(string header)
    {
        Dictionary<string, string> found = new(StringComparer.OrdinalIgnoreCase);
        foreach (string pair in header.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] parts = pair.Split(' ', 2);
            if (parts[0].Length == 0 || !TryText(parts.Length > 1 ? parts[1].Trim() : "", out string text) || !found.TryAdd(parts[0], text))
            {
                return null;
            }
        }

        return found;
    }

    private static bool TryText(string base64, out string text)
    {
        byte[] bytes = new byte[base64.Length];
        bool good = Convert.TryFromBase64String(base64, bytes, out int length);
        text = good ? Encoding.UTF8.GetString(bytes, 0, length) : "";
        return good;
    }

    private static ProblemException Bad(string cause, string place) => new(new Problem(400, MediaProblems.BadUpload, cause, place));
}
