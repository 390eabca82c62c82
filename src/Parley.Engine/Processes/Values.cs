using Parley.Engine.Expressions;

namespace Parley.Engine.Processes;

/// <summary>JSON objects made and read member by member.</summary>
internal static class Values
{
    /// <summary>An object of the members that are not null.</summary>
    public static JqValue Of(params ReadOnlySpan<(string Name, JqValue? Value)> members)
    {
        List<KeyValuePair<string, JqValue>> kept = [];
        foreach ((string name, JqValue? value) in members)
        {
            if (value is not null)
            {
                kept.Add(new(name, value));
            }
        }

        return JqValue.FromMembers(kept);
    }

    /// <summary>An object of texts.</summary>
    public static JqValue Texts(IEnumerable<KeyValuePair<string, string>> texts) =>
        JqValue.FromMembers(texts.Select(t => KeyValuePair.Create(t.Key, JqValue.From(t.Value))));

    /// <summary>The texts of an object.</summary>
    public static IReadOnlyDictionary<string, string> Texts(JqValue? value) =>
        (value?.Members ?? []).ToDictionary(m => m.Key, m => Plain(m.Value), StringComparer.OrdinalIgnoreCase);

    /// <summary>A copy of an object with one member set.</summary>
    public static JqValue With(JqValue value, string name, JqValue member) => JqValue.FromMembers(value.Members.Append(new(name, member)));

    /// <summary>A copy of an array with one item more.</summary>
    public static JqValue Append(JqValue? array, JqValue item) => JqValue.FromItems((array?.Items ?? []).Append(item));

    /// <summary>The text of a member; null when there is none.</summary>
    public static string? Text(JqValue value, string name) => value.Member(name) is { Kind: JqKind.String } text ? text.AsString : null;

    /// <summary>A whole number of a member; 0 when there is none.</summary>
    public static long Number(JqValue value, string name) => value.Member(name) is { Kind: JqKind.Number } number ? (long)number.AsNumber : 0;

    /// <summary>A string's characters; any other value as JSON.</summary>
    public static string Plain(JqValue value) => value.Kind == JqKind.String ? value.AsString : value.ToString();

    /// <summary>An instant in the specification's form.</summary>
    public static JqValue Instant(DateTimeOffset at) => JqValue.From(Iso(at));

    /// <summary>An instant as text, in UTC with milliseconds.</summary>
    public static string Iso(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The specification's descriptor of an instant.</summary>
    public static JqValue Descriptor(DateTimeOffset at) => Of(
        ("iso8601", Instant(at)),
        ("epoch", Of(("seconds", JqValue.From(at.ToUnixTimeSeconds())), ("milliseconds", JqValue.From(at.ToUnixTimeMilliseconds())))));
}
