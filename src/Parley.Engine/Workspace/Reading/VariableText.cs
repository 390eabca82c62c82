using System.Text.RegularExpressions;

namespace Parley.Engine.Workspace.Reading;

/// <summary>Texts with <c>${NAME}</c> or <c>${NAME:-default}</c> for environment variables.</summary>
internal static partial class VariableText
{
    /// <summary>What stands for an unknown variable at the beginning of an address while only its form is checked.</summary>
    private const string AnyOrigin = "http://host.invalid";

    /// <summary>Puts in the values of variables. Without an environment the text stays as it is.</summary>
    /// <param name="text">The text.</param>
    /// <param name="environment">Gives the values, or null.</param>
    /// <param name="missing">The first variable that has neither value nor default, or null.</param>
    public static string Substitute(string text, Func<string, string?>? environment, out string? missing)
    {
        string? none = null;
        string result = environment is null ? text : Variable().Replace(text, m =>
        {
            string name = m.Groups["name"].Value;
            string? value = environment(name);
            if (string.IsNullOrEmpty(value) && m.Groups["default"].Success)
            {
                value = m.Groups["default"].Value;
            }

            none ??= value is null ? name : null;
            return value ?? "";
        });
        missing = none;
        return result;
    }

    /// <summary>A text with something plausible for each variable, so that its form can be checked.</summary>
    public static string Plausible(string text) => Variable().Replace(text, m =>
        m.Groups["default"].Success ? m.Groups["default"].Value : m.Index == 0 ? AnyOrigin : "1");

    /// <summary>Whether a <c>${</c> stands in the text that is no well-formed reference.</summary>
    public static bool HasBrokenReference(string text) => Variable().Replace(text, "").Contains("${", StringComparison.Ordinal);

    [GeneratedRegex(@"\$\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::-(?<default>[^{}]*))?\}")]
    private static partial Regex Variable();
}
