using System.Security.Cryptography;

namespace Parley.Cli.Media;

/// <summary>Files as the media commands take and make them.</summary>
internal static class MediaFile
{
    private static readonly Dictionary<string, string> s_types = new(StringComparer.OrdinalIgnoreCase)
    {
        [".avi"] = "video/x-msvideo",
        [".bmp"] = "image/bmp",
        [".csv"] = "text/csv",
        [".doc"] = "application/msword",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".flac"] = "audio/flac",
        [".gif"] = "image/gif",
        [".heic"] = "image/heic",
        [".jpeg"] = "image/jpeg",
        [".jpg"] = "image/jpeg",
        [".m4a"] = "audio/mp4",
        [".mkv"] = "video/x-matroska",
        [".mov"] = "video/quicktime",
        [".mp3"] = "audio/mpeg",
        [".mp4"] = "video/mp4",
        [".mpg"] = "video/mpeg",
        [".ods"] = "application/vnd.oasis.opendocument.spreadsheet",
        [".odt"] = "application/vnd.oasis.opendocument.text",
        [".ogg"] = "audio/ogg",
        [".pdf"] = "application/pdf",
        [".png"] = "image/png",
        [".ppt"] = "application/vnd.ms-powerpoint",
        [".pptx"] = "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        [".rtf"] = "application/rtf",
        [".tif"] = "image/tiff",
        [".tiff"] = "image/tiff",
        [".txt"] = "text/plain",
        [".wav"] = "audio/wav",
        [".webm"] = "video/webm",
        [".webp"] = "image/webp",
        [".xls"] = "application/vnd.ms-excel",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    };

    /// <summary>The media type that a file's name stands for.</summary>
    public static string TypeOf(string path) => s_types.TryGetValue(Path.GetExtension(path), out string? type)
        ? type
        : throw new UsageException($"say --type: '{Path.GetExtension(path)}' stands for no media type that is known");

    /// <summary>The SHA-256 of a file, in hexadecimal digits.</summary>
    public static async Task<string> Sha256Async(Stream file, CancellationToken cancellationToken)
    {
        file.Position = 0;
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }
}
