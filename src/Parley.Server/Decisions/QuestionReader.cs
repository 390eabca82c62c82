using System.Text.Json;
using Parley.Server.Operations;

namespace Parley.Server.Decisions;

/// <summary>
/// Reads questions about access, of the shape of the OpenID AuthZEN Authorization API 1.0. What it does not know it leaves alone, as that asks; what it knows must be of
/// the right kind.
/// </summary>
internal static class QuestionReader
{
    private const int MostText = 1000;

    /// <summary>The members that may stand at the top as defaults for several questions.</summary>
    public static IReadOnlyList<string> Members { get; } = ["subject", "action", "resource", "context"];

    /// <summary>Reads one question.</summary>
    /// <param name="item">The question.</param>
    /// <param name="defaults">Stands in member by member for what the question lacks; an undefined element for none.</param>
    /// <param name="fault">What is wrong; empty when nothing is.</param>
    /// <param name="sought">What a search is for: of that part the type is enough, and whatever else identifies it is left aside.</param>
    /// <returns>The question; null when something is wrong.</returns>
    public static AccessQuestion? Read(JsonElement item, JsonElement defaults, out string fault, Sought sought = Sought.Nothing)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            fault = "A question must be a JSON object.";
            return null;
        }

        fault = "";
        AskedEntity? subject = Entity(item, defaults, "subject", sought == Sought.Subject, ref fault);
        string? action = sought == Sought.Action ? "" : Name(item, defaults, ref fault);
        AskedEntity? resource = Entity(item, defaults, "resource", sought == Sought.Resource, ref fault);
        JsonElement context = Member(item, "context") is { ValueKind: not JsonValueKind.Undefined } own ? own : Member(defaults, "context");
        if (context.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
        {
            fault = "'context' must be an object.";
        }

        string? purpose = Text(context, "purpose", ref fault);
        string? reason = Text(context, "reason", ref fault);
        bool standard = Flag(context, "standardFormat", ref fault);
        DateTimeOffset? at = Moment(context, ref fault);
        return fault.Length > 0 ? null : new AccessQuestion
        {
            Subject = subject!,
            Action = action!,
            ActionProperties = sought == Sought.Action ? default : Member(Member(item, "action") is { ValueKind: JsonValueKind.Object } given ? given : Member(defaults, "action"), "properties"),
            Context = context,
            Resource = resource!,
            Purpose = purpose,
            Reason = reason,
            StandardFormat = standard,
            At = at,
        };
    }

    /// <summary>A member of an object; an undefined element when it is not there.</summary>
    public static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : default;

    // One member replaces the default whole, but for a type or identifier that it leaves out.
    private static AskedEntity? Entity(JsonElement item, JsonElement defaults, string name, bool typeAlone, ref string fault)
    {
        JsonElement own = Member(item, name);
        JsonElement other = Member(defaults, name);
        JsonElement element = own.ValueKind == JsonValueKind.Undefined ? other : own;
        if (element.ValueKind != JsonValueKind.Object)
        {
            fault = element.ValueKind == JsonValueKind.Undefined ? $"'{name}' is missing." : $"'{name}' must be an object.";
            return null;
        }

        string? type = Required(element, other, name, "type", ref fault);
        string? id = typeAlone ? "" : Required(element, other, name, "id", ref fault);
        JsonElement properties = Properties(element, name, ref fault);
        return type is null || id is null ? null : new AskedEntity(type, id, properties);
    }

    private static string? Name(JsonElement item, JsonElement defaults, ref string fault)
    {
        JsonElement own = Member(item, "action");
        JsonElement other = Member(defaults, "action");
        JsonElement element = own.ValueKind == JsonValueKind.Undefined ? other : own;
        if (element.ValueKind != JsonValueKind.Object)
        {
            fault = element.ValueKind == JsonValueKind.Undefined ? "'action' is missing." : "'action' must be an object.";
            return null;
        }

        Properties(element, "action", ref fault);
        return Required(element, other, "action", "name", ref fault);
    }

    private static string? Required(JsonElement element, JsonElement other, string of, string name, ref string fault)
    {
        JsonElement value = Member(element, name) is { ValueKind: not JsonValueKind.Undefined } own ? own : Member(other, name);
        string? text = AskedText.Of(value);
        if (text is null)
        {
            fault = value.ValueKind == JsonValueKind.Undefined ? $"'{of}.{name}' is missing." : $"'{of}.{name}' must be a text.";
        }

        return text;
    }

    private static JsonElement Properties(JsonElement element, string of, ref string fault)
    {
        JsonElement properties = Member(element, "properties");
        if (properties.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
        {
            fault = $"'{of}.properties' must be an object.";
        }

        return properties;
    }

    private static string? Text(JsonElement context, string name, ref string fault)
    {
        JsonElement value = Member(context, name);
        if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
        {
            return null;
        }

        string? text = AskedText.Of(value);
        if (text is null || text.Length > MostText)
        {
            fault = $"'context.{name}' must be a text of at most {MostText} characters.";
        }

        return text;
    }

    private static bool Flag(JsonElement context, string name, ref string fault)
    {
        JsonElement value = Member(context, name);
        if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.True or JsonValueKind.False))
        {
            fault = $"'context.{name}' must be true or false.";
        }

        return value.ValueKind == JsonValueKind.True;
    }

    private static DateTimeOffset? Moment(JsonElement context, ref string fault)
    {
        if (Text(context, "time", ref fault) is not string text)
        {
            return null;
        }

        if (RequestMoment.TryParse(text, out DateTimeOffset moment)
            && moment.UtcDateTime.Year is > 1 and < 9999)
        {
            // At either end of the calendar the day in another zone may not exist.
            return moment;
        }

        fault = "'context.time' must be a date and time (RFC 3339).";
        return null;
    }
}
