using System.Text;
using System.Text.RegularExpressions;
using Parley.Engine.Expressions;

namespace Parley.Engine.Processes.Templates;

/// <summary>The simple string expansion of RFC 6570, section 3.2.2, over the members of one object: all that the specification takes of it.</summary>
internal static partial class UriTemplate
{
    /// <summary>The address with each <c>{name}</c> replaced; null, with the name, when a member is an array or an object.</summary>
    public static string? Expand(string template, JqValue input, out string? fault)
    {
        string? bad = null;
        string uri = Place().Replace(template, place =>
        {
            JqValue value = input.Member(place.Groups[1].Value) ?? JqValue.Null;
            bad ??= value.Kind is JqKind.Array or JqKind.Object ? place.Groups[1].Value : null;
            return value.Kind == JqKind.Null ? "" : Escape(Values.Plain(value));
        });
        fault = bad;
        return bad is null ? uri : null;
    }

    /// <summary>Whether a text has places to fill.</summary>
    public static bool HasPlaces(string text) => Place().IsMatch(text);

    /// <summary>A text with all but the unreserved characters in percent form.</summary>
    public static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (byte b in Encoding.UTF8.GetBytes(text))
        {
            char c = (char)b;
            _ = char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~' ? escaped.Append(c) : escaped.Append('%').Append(b.ToString("X2", null));
        }

        return escaped.ToString();
    }

    [GeneratedRegex("\\{([^{}]+)\\}")]
    private static partial Regex Place();
}
