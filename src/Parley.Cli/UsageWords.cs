using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Cli;

/// <summary>What is wrong with a command line, in plain words: the library's own name types of .NET and not what the command wants.</summary>
internal static partial class UsageWords
{
    /// <summary>Each fault once.</summary>
    public static IEnumerable<string> Of(ParseResult parsed) =>
        parsed.Errors.Select(e => Plain(e, parsed)).Distinct(StringComparer.Ordinal);

    private static string Plain(ParseError error, ParseResult parsed)
    {
        string message = error.Message;
        Command command = parsed.CommandResult.Command;
        if (NoValue().Match(message) is { Success: true } noValue)
        {
            return $"{noValue.Groups[1].Value} wants a value";
        }

        if (NoOption().Match(message) is { Success: true } noOption)
        {
            string name = noOption.Groups[1].Value;
            return $"{name} is needed{Described(command.Options.FirstOrDefault(o => o.Name == name))}";
        }

        if (message.StartsWith("Required argument missing", StringComparison.Ordinal))
        {
            Argument? missing = (error.SymbolResult as ArgumentResult)?.Argument ?? command.Arguments.FirstOrDefault(a => a.Arity.MinimumNumberOfValues > (parsed.GetResult(a)?.Tokens.Count ?? 0));
            return $"<{missing?.Name}> is missing{Described(missing)}";
        }

        if (WrongType().Match(message) is { Success: true } wrong)
        {
            string of = wrong.Groups[2].Success ? wrong.Groups[2].Value : $"<{(error.SymbolResult as ArgumentResult)?.Argument.Name}>";
            return $"{of} wants {Kind(wrong.Groups[3].Value)}, not '{wrong.Groups[1].Value}'";
        }

        if (NoneOf().Match(message) is { Success: true } none)
        {
            string choice = string.Join(", ", none.Groups[2].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Trim().Trim('\'')));
            return $"'{none.Groups[1].Value}' is none of {choice}";
        }

        if (TooMany().Match(message) is { Success: true } many)
        {
            return $"{many.Groups[1].Value} takes one value, and was given {many.Groups[2].Value}";
        }

        return Unknown().Match(message) is { Success: true } unknown ? $"'{unknown.Groups[1].Value}' is not understood{Near(unknown.Groups[1].Value, command)}"
            : message == "Required command was not provided." ? "name a command"
            : message;
    }

    private static string Described(Symbol? symbol) => symbol?.Description is { Length: > 0 } text ? $": {char.ToLower(text[0], CultureInfo.InvariantCulture)}{text[1..]}" : "";

    private static string Near(string word, Command command) =>
        word.StartsWith('-') ? YamlForms.DidYouMean(word, command.Options.Select(o => o.Name)) : "";

    private static string Kind(string type) =>
        type.Contains("Int", StringComparison.Ordinal) ? "a whole number"
        : type.Contains("Double", StringComparison.Ordinal) ? "a number"
        : type.Contains("DateTimeOffset", StringComparison.Ordinal) ? "a moment such as 2026-05-04T09:00:00Z"
        : type.Contains("Boolean", StringComparison.Ordinal) ? "true or false"
        : "another kind of value";

    [GeneratedRegex(@"^Required argument missing for option: '(.+)'\.$")]
    private static partial Regex NoValue();

    [GeneratedRegex(@"^Option '(.+)' is required\.$")]
    private static partial Regex NoOption();

    [GeneratedRegex(@"^Cannot parse argument '(.*?)'(?: for option '(.+?)'| for command '.+?')? as expected type '(.+?)'\.")]
    private static partial Regex WrongType();

    [GeneratedRegex(@"^Argument '(.*?)' not recognized\. Must be one of:(.*)$", RegexOptions.Singleline)]
    private static partial Regex NoneOf();

    [GeneratedRegex(@"^Option '(.+)' expects a single argument but (\d+) were provided\.$")]
    private static partial Regex TooMany();

    [GeneratedRegex(@"^Unrecognized command or argument '(.*)'\.$")]
    private static partial Regex Unknown();
}
