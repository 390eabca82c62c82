using System.Text.Json;
using Parley.Engine.Formats;
using Parley.Engine.Formats.Json;
using Parley.Engine.Issues;

namespace Parley.Engine.Translation.Drafting.Sources;

/// <summary>Reads the fields of JSON messages: one, an array of them, or one a line.</summary>
internal static class JsonSamples
{
    public static SourceMessage? Read(IReadOnlyList<DraftFile> files, IssueSink issues)
    {
        SourceField root = new("");
        foreach (DraftFile file in files)
        {
            using MemoryStream stream = new(file.Content.ToArray());
            using MessageSplitter splitter = new JsonFormat().CreateSplitter(stream, FormatLimits.Default);
            while (splitter.TryNext(out ReadOnlyMemory<byte> message, issues))
            {
                try
                {
                    using JsonDocument document = JsonDocument.Parse(message, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
                    Add(root, document.RootElement);
                }
                catch (JsonException fault)
                {
                    issues.Add(DraftIssues.Unreadable, fault.Message, new SourcePosition(file.Path, splitter.Line, 1));
                }
            }
        }

        return root.Children.Count == 0 ? null : new SourceMessage(root, "json", [.. files.Select(f => Path.GetFileNameWithoutExtension(f.Path))]);
    }

    private static void Add(SourceField field, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    Add(field.Child(property.Name), property.Value);
                }

                break;
            case JsonValueKind.Array:
                field.Repeated = true;
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Add(field, item);
                }

                break;
            case JsonValueKind.Number:
                field.IsNumber = true;
                field.AddValue(element.GetRawText());
                break;
            case JsonValueKind.True or JsonValueKind.False:
                field.IsBoolean = true;
                field.AddValue(element.GetBoolean() ? "true" : "false");
                break;
            case JsonValueKind.String:
                field.AddValue(element.GetString()!);
                break;
        }
    }
}
