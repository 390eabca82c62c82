using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parley.Cli.Input;

/// <summary>Files that a command line names; one that is not there or cannot be read is a misuse, said in one way.</summary>
internal static class InputFile
{
    /// <summary>Opens a file that is read from its beginning to its end.</summary>
    public static FileStream Open(string path, int bufferSize = 4096)
    {
        if (Directory.Exists(path))
        {
            throw new UsageException($"{path} is a folder, not a file");
        }

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize, FileOptions.SequentialScan);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException($"there is no file {path}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {fault.Message}");
        }
    }

    /// <summary>The content of a file, or for <c>-</c> of standard input.</summary>
    public static byte[] Bytes(string path)
    {
        using Stream source = path == "-" ? Console.OpenStandardInput() : Open(path);
        using MemoryStream content = new();
        source.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>The content of a file, or for <c>-</c> of standard input.</summary>
    public static async Task<byte[]> BytesAsync(string path, CancellationToken cancellationToken)
    {
        await using Stream source = path == "-" ? Console.OpenStandardInput() : Open(path);
        using MemoryStream content = new();
        await source.CopyToAsync(content, cancellationToken);
        return content.ToArray();
    }

    /// <summary>The text of a file, or for <c>-</c> of standard input.</summary>
    public static string Text(string path) => Decode(Bytes(path));

    /// <summary>The text of a file, or for <c>-</c> of standard input.</summary>
    public static async Task<string> TextAsync(string path, CancellationToken cancellationToken) => Decode(await BytesAsync(path, cancellationToken));

    /// <summary>What an option gives: its text, what the file holds that it names as <c>@FILE</c>, or for <c>-</c> standard input.</summary>
    public static async Task<string> GivenAsync(string given, CancellationToken cancellationToken) => given switch
    {
        ['@', .. string file] => await TextAsync(file, cancellationToken),
        "-" => await TextAsync(given, cancellationToken),
        _ => given,
    };

    /// <summary>A text as JSON.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is, as the user knows it.</param>
    public static JsonNode Json(string text, string what)
    {
        try
        {
            return JsonNode.Parse(text) ?? throw new UsageException($"{what} is no more than null");
        }
        catch (JsonException fault)
        {
            throw new UsageException($"{what} is not JSON, from line {fault.LineNumber + 1}, column {fault.BytePositionInLine + 1} on");
        }
    }

    /// <summary>A text as a JSON object.</summary>
    /// <param name="text">The text.</param>
    /// <param name="what">What it is, as the user knows it.</param>
    public static JsonObject Object(string text, string what) => Json(text, what) as JsonObject ?? throw new UsageException($"{what} must hold a JSON object");

    // Without the mark of its byte order, should there be one.
    private static string Decode(byte[] content)
    {
        using StreamReader reader = new(new MemoryStream(content), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
