using System.Text.Json;
using Parley.Engine.Issues;
using Parley.Server.Operations;

namespace Parley.Server.Intake;

/// <summary>
/// Writes what was refused of a file beside it in <c>failed/</c>: the messages (<c>NAME.refused.EXT</c>, a line each) and, a JSON line each,
/// why (<c>NAME.EXT.issues.ndjson</c>). Nothing is written when nothing is refused.
/// </summary>
internal sealed class RefusedMessages(string file) : IAsyncDisposable
{
    private FileStream? _messages;
    private FileStream? _issues;

    /// <summary>Adds a refused message; an empty one stands for a file whose framing is at fault.</summary>
    public async Task AddAsync(long number, int line, ReadOnlyMemory<byte> message, IReadOnlyList<Issue> issues)
    {
        _issues ??= Open($"{Path.GetFileName(file)}.issues.ndjson");
        using (MemoryStream text = new())
        {
            WriteIssues(text, number, line, issues);
            text.WriteByte((byte)'\n');
            await _issues.WriteAsync(text.GetBuffer().AsMemory(0, (int)text.Length));
        }

        if (message.Length > 0)
        {
            _messages ??= Open($"{Path.GetFileNameWithoutExtension(file)}.refused{Path.GetExtension(file)}");
            await _messages.WriteAsync(message);
            if (message.Span[^1] != '\n')
            {
                await _messages.WriteAsync("\n"u8.ToArray());
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (FileStream? stream in new[] { _messages, _issues })
        {
            if (stream is not null)
            {
                stream.Flush(flushToDisk: true);
                await stream.DisposeAsync();
            }
        }
    }

    private static void WriteIssues(Stream text, long number, int line, IReadOnlyList<Issue> issues)
    {
        using Utf8JsonWriter writer = new(text, JsonResponse.Options);
        writer.WriteStartObject();
        writer.WriteNumber("message"u8, number);
        writer.WriteNumber("line"u8, line);
        writer.WritePropertyName("issues"u8);
        IssueJson.Write(writer, issues);
        writer.WriteEndObject();
    }

    private FileStream Open(string name) =>
        new(Path.Combine(Path.GetDirectoryName(file)!, "failed", name), FileMode.Append, FileAccess.Write, FileShare.Read);
}
