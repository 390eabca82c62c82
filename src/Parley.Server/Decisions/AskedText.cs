using System.Text.Json;

namespace Parley.Server.Decisions;

/// <summary>Texts of a question. That each is one was made sure of when the body was read.</summary>
internal static class AskedText
{
    /// <summary>The text, or null for what is none.</summary>
    public static string? Of(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() : null;
}
