using System.Text.Json;

namespace Parley.Server.Decisions;

/// <summary>Texts of a question.</summary>
internal static class AskedText
{
    /// <summary>The text, or null for what is none; half of a surrogate pair is none.</summary>
    public static string? Of(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
