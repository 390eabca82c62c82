using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary>What the commands that act on records, holds and reviews share: small JSON requests, and answers as rows.</summary>
internal static class ServerCalls
{
    /// <summary>Sends a JSON object; keys without a value are left out.</summary>
    public static async Task<ServerAnswer> SendAsync(
        ServerClient client, HttpMethod method, string path, IEnumerable<(string Key, string? Value)> fields, CancellationToken cancellationToken)
    {
        JsonObject body = [];
        foreach ((string key, string? value) in fields.Where(f => f.Value is not null))
        {
            body[key] = value;
        }

        return await SendObjectAsync(client, method, path, body, cancellationToken);
    }

    /// <summary>Sends a JSON object as it is.</summary>
    public static async Task<ServerAnswer> SendObjectAsync(ServerClient client, HttpMethod method, string path, JsonObject body, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(method, path) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        return await client.SendAsync(request, cancellationToken);
    }

    /// <summary>Sends a file as it is.</summary>
    public static async Task<ServerAnswer> SendFileAsync(ServerClient client, string path, string file, CancellationToken cancellationToken)
    {
        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(file, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be read: {fault.Message}");
        }

        using HttpRequestMessage request = new(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await client.SendAsync(request, cancellationToken);
    }

    /// <summary>Shows an answer: as JSON whole, otherwise the rows that are named, each with the columns named.</summary>
    public static int Show(Output output, ServerAnswer answer, string? list, params string[] columns)
    {
        if (!answer.IsGood)
        {
            return answer.Report(output);
        }

        if (output.Json)
        {
            output.JsonResult(answer.Json!);
            return ExitCode.Ok;
        }

        JsonNode? rows = list is null ? new JsonArray(answer.Json!.DeepClone()) : answer.Json![list];
        JsonObject[] shown = [.. (rows as JsonArray ?? []).OfType<JsonObject>().Select(r => Row(r, columns))];
        TextTable.Write(output, shown, head: true);
        if (shown.Length == 0)
        {
            output.Note($"parley: there are no {list}");
        }

        return ExitCode.Ok;
    }

    /// <summary>Shows a page of a list, and says how the next is asked for when there is one.</summary>
    public static int ShowPage(Output output, ServerAnswer answer, string list, params string[] columns)
    {
        int exit = Show(output, answer, list, columns);
        if (answer.IsGood && !output.Json && answer.Text("next") is string next)
        {
            output.Note($"more: --after {next}");
        }

        return exit;
    }

    private static JsonObject Row(JsonObject row, string[] columns)
    {
        JsonObject shown = [];
        foreach (string column in columns)
        {
            shown[column] = Text(row[column]);
        }

        return shown;
    }

    // For the eye a moment needs no more than seconds; --json has all of it.
    private static string Text(JsonNode? value)
    {
        string text = value?.ToString() ?? "";
        return text.Length > 19 && text[10] == 'T' && text[^1] == 'Z' && text[19] == '.' ? $"{text[..10]} {text[11..19]}Z" : text;
    }
}
