namespace Parley.Engine.Dictionary.Reading;

/// <summary>The forms of names in a dictionary.</summary>
internal static class Names
{
    /// <summary>PascalCase: record types.</summary>
    public static bool IsPascal(string name) => name.Length > 0 && char.IsAsciiLetterUpper(name[0]) && name.All(char.IsAsciiLetterOrDigit);

    /// <summary>camelCase: attributes.</summary>
    public static bool IsCamel(string name) => name.Length > 0 && char.IsAsciiLetterLower(name[0]) && name.All(char.IsAsciiLetterOrDigit);

    /// <summary>kebab-case: roles, link roles, code lists, crosswalks, data classes.</summary>
    public static bool IsKebab(string name) =>
        name.Length > 0
        && char.IsAsciiLetterLower(name[0])
        && name[^1] != '-'
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}
