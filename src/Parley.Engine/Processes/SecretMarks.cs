using System.Text.RegularExpressions;
using Parley.Engine.Expressions;

namespace Parley.Engine.Processes;

/// <summary>
/// Secrets never enter a state, an effect or a history: <c>$secrets.NAME</c> gives a mark in their place, and whoever carries a call out puts the
/// secret where the mark stands, at the last moment.
/// </summary>
public static partial class SecretMarks
{
    /// <summary>The mark of a secret.</summary>
    public static string Of(string name) => $"\u27e6secret:{name}\u27e7";

    /// <summary>A text with each mark replaced.</summary>
    /// <param name="text">The text.</param>
    /// <param name="secret">Gives a secret's text; null when there is none, and then its name is in <paramref name="missing"/>.</param>
    /// <param name="missing">The first secret that there is not; null when all are there.</param>
    public static string Replace(string text, Func<string, string?> secret, out string? missing)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(secret);
        string? absent = null;
        string replaced = Mark().Replace(text, mark =>
        {
            string? found = secret(mark.Groups[1].Value);
            absent ??= found is null ? mark.Groups[1].Value : null;
            return found ?? "";
        });
        missing = absent;
        return replaced;
    }

    /// <summary>A value with each mark in its texts replaced.</summary>
    /// <param name="value">The value.</param>
    /// <param name="secret">Gives a secret's text; null when there is none.</param>
    /// <param name="missing">The first secret that there is not; null when all are there.</param>
    public static JqValue Replace(JqValue value, Func<string, string?> secret, out string? missing)
    {
        ArgumentNullException.ThrowIfNull(value);
        string? absent = null;
        JqValue replaced = Inner(value);
        missing = absent;
        return replaced;

        JqValue Inner(JqValue of) => of.Kind switch
        {
            JqKind.String => Text(of.AsString),
            JqKind.Array => JqValue.FromItems(of.Items.Select(Inner)),
            JqKind.Object => JqValue.FromMembers(of.Members.Select(m => KeyValuePair.Create(m.Key, Inner(m.Value)))),
            _ => of,
        };

        JqValue Text(string text)
        {
            string whole = Replace(text, secret, out string? one);
            absent ??= one;
            return JqValue.From(whole);
        }
    }

    /// <summary>Whether a text holds a mark.</summary>
    public static bool AreIn(string text) => Mark().IsMatch(text);

    [GeneratedRegex("\u27e6secret:([^\u27e7]*)\u27e7")]
    private static partial Regex Mark();
}
