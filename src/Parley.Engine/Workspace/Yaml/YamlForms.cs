using System.Globalization;
using System.Text.RegularExpressions;

namespace Parley.Engine.Workspace.Yaml;

/// <summary>The forms that scalars of workspace files have.</summary>
public static partial class YamlForms
{
    /// <summary>Any text that is not blank.</summary>
    public static YamlForm<string> Text { get; } = new("text", (YamlScalar s, out string value) =>
    {
        value = s.Text;
        return string.IsNullOrWhiteSpace(value) ? "must be text, and is empty" : null;
    });

    /// <summary>Any text, empty too.</summary>
    public static YamlForm<string> AnyText { get; } = new("text", (YamlScalar s, out string value) =>
    {
        value = s.Text;
        return null;
    });

    /// <summary>An identifier in kebab case (<c>crime-reference</c>), at most 64 characters.</summary>
    public static YamlForm<string> Name { get; } = new("a name in kebab case such as crime-reference", (YamlScalar s, out string value) =>
    {
        value = s.Text;
        return IsName(value) ? null : $"must be a name in kebab case such as crime-reference (a-z, 0-9, -; at most 64 characters), not {s.Description}";
    });

    /// <summary>True or false.</summary>
    public static YamlForm<bool> Bool { get; } = new("true or false", (YamlScalar s, out bool value) =>
    {
        value = s.Text == "true";
        return !s.IsQuoted && s.Text is "true" or "false" ? null : $"must be true or false, not {s.Description}";
    });

    /// <summary>A date, <c>2027-12-31</c>.</summary>
    public static YamlForm<DateOnly> Date { get; } = new("a date such as 2027-12-31", (YamlScalar s, out DateOnly value) =>
        DateOnly.TryParseExact(s.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value)
            ? null
            : $"must be a date such as 2027-12-31, not {s.Description}");

    /// <summary>A duration above zero: a number with ms, s, m, h or d.</summary>
    public static YamlForm<TimeSpan> Duration { get; } = new("a duration such as 500ms, 5s or 2m", (YamlScalar s, out TimeSpan value) =>
        TryDuration(s.Text, out value) ? null : $"must be a duration such as 500ms, 5s, 2m, 1h or 1d, not {s.Description}");

    /// <summary>A reference to a secret: <c>env:NAME</c> or <c>file:path</c>.</summary>
    public static YamlForm<SecretReference> Secret { get; } = new(
        "a reference to a secret: env:NAME or file:path", ParseSecret, YamlIssues.InlineSecret);

    /// <summary>A whole number within bounds.</summary>
    public static YamlForm<int> Int(int least, int most) => new($"a whole number from {least} to {most}", (YamlScalar s, out int value) =>
        int.TryParse(s.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= least && value <= most
            ? null
            : $"must be a whole number from {least} to {most}, not {s.Description}");

    /// <summary>A number of bytes within bounds: a whole number, with KiB, MiB or GiB after it if wanted.</summary>
    public static YamlForm<int> Bytes(int least, int most) => new("a size such as 64KiB or 16MiB", (YamlScalar s, out int value) =>
    {
        bool good = TryBytes(s.Text, out long bytes) && bytes >= least && bytes <= most;
        value = good ? (int)bytes : 0;
        return good ? null : $"must be a size such as 64KiB or 16MiB, from {least} to {most} bytes, not {s.Description}";
    });

    /// <summary>One of the members of an enumeration, written in kebab case.</summary>
    public static YamlForm<T> Choice<T>()
        where T : struct, Enum => ChoiceForm<T>.Instance;

    /// <summary>One of some words.</summary>
    public static YamlForm<string> OneOf(params string[] words)
    {
        string list = string.Join(", ", words);
        return new($"one of {list}", (YamlScalar s, out string value) =>
        {
            value = s.Text;
            return words.Contains(value, StringComparer.Ordinal) ? null : $"must be one of {list}, not {s.Description}{DidYouMean(s.Text, words)}";
        }, YamlIssues.NotAChoice);
    }

    /// <summary>Whether a text is a name as <see cref="Name"/> wants it.</summary>
    public static bool IsName(string text) => NamePattern().IsMatch(text);

    /// <summary>The end of a message that names the nearest of some words: <c>; did you mean 'hold'?</c>, or nothing.</summary>
    public static string DidYouMean(string word, IEnumerable<string> words) =>
        NearestName.Of(word, words) is { } near ? $"; did you mean '{near}'?" : "";

    /// <summary>A member's name in kebab case: <c>OnIssue</c> is <c>on-issue</c>.</summary>
    public static string Kebab(string pascal)
    {
        ArgumentNullException.ThrowIfNull(pascal);
        return WordStart().Replace(pascal, "-$0").ToLowerInvariant();
    }

    private static string? ParseSecret(YamlScalar s, out SecretReference value)
    {
        Match match = SecretPattern().Match(s.Text);
        value = match.Success ? new SecretReference(match.Groups[1].Value, match.Groups[2].Value) : new SecretReference("env", "");
        // The value is not repeated in the message: it may be the secret.
        return !match.Success
            ? "must be a reference to a secret, env:NAME or file:path, and holds something else"
            : value.Name.Split('/', '\\').Contains("..") ? "must not leave its folder with '..'" : null;
    }

    private static bool TryDuration(string text, out TimeSpan value)
    {
        Match match = DurationPattern().Match(text);
        value = TimeSpan.Zero;
        if (!match.Success)
        {
            return false;
        }

        double unit = match.Groups[2].Value switch { "ms" => 1, "s" => 1e3, "m" => 6e4, "h" => 36e5, _ => 864e5 };
        double milliseconds = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) * unit;
        value = milliseconds <= 365 * 864e5 ? TimeSpan.FromMilliseconds(milliseconds) : TimeSpan.Zero;
        return value > TimeSpan.Zero;
    }

    /// <summary>Reads a number of bytes: a whole number, with KiB, MiB or GiB after it if wanted.</summary>
    internal static bool TryBytes(string text, out long value)
    {
        Match match = BytesPattern().Match(text);
        int shift = match.Groups[2].Value switch { "KiB" => 10, "MiB" => 20, "GiB" => 30, _ => 0 };
        value = match.Success ? long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) << shift : 0;
        return match.Success;
    }

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?\\z")]
    private static partial Regex NamePattern();

    [GeneratedRegex("^(env(?=:[A-Za-z_][A-Za-z0-9_]*\\z)|file(?=:\\S)):(.+)\\z")]
    private static partial Regex SecretPattern();

    [GeneratedRegex("^([0-9]{1,9}(?:\\.[0-9]{1,3})?)(ms|s|m|h|d)\\z")]
    private static partial Regex DurationPattern();

    [GeneratedRegex("^([0-9]{1,10})(KiB|MiB|GiB)?\\z")]
    private static partial Regex BytesPattern();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex WordStart();

    private static class ChoiceForm<T>
        where T : struct, Enum
    {
        private static readonly Dictionary<string, T> ByName = Enum.GetValues<T>().ToDictionary(v => Kebab(v.ToString()), StringComparer.Ordinal);

        public static YamlForm<T> Instance { get; } = new($"one of {string.Join(", ", ByName.Keys)}", (YamlScalar s, out T value) =>
            ByName.TryGetValue(s.Text, out value)
                ? null
                : $"must be one of {string.Join(", ", ByName.Keys)}, not {s.Description}{DidYouMean(s.Text, ByName.Keys)}", YamlIssues.NotAChoice);
    }
}
