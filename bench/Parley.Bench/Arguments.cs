using System.Globalization;

namespace Parley.Bench;

/// <summary>The options after a subcommand: <c>--name value</c> pairs, a name may repeat. Asking for what was not allowed is a usage fault.</summary>
internal sealed class Arguments
{
    private readonly List<KeyValuePair<string, string>> _options = [];

    /// <summary>Reads the pairs; <paramref name="allowed"/> lists the names, without dashes, that the subcommand knows.</summary>
    /// <exception cref="FormatException">A name is not known, or has no value.</exception>
    public Arguments(ReadOnlySpan<string> arguments, params ReadOnlySpan<string> allowed)
    {
        for (var i = 0; i < arguments.Length; i += 2)
        {
            var name = arguments[i].StartsWith("--", StringComparison.Ordinal) ? arguments[i][2..] : arguments[i];
            if (!allowed.Contains(name) || i + 1 == arguments.Length)
            {
                throw new FormatException($"'{arguments[i]}' is not an option here, or has no value");
            }

            _options.Add(new(name, arguments[i + 1]));
        }
    }

    public IEnumerable<string> All(string name) => _options.Where(option => option.Key == name).Select(option => option.Value);

    public string? Text(string name) => All(name).LastOrDefault();

    public string Required(string name) => Text(name) ?? throw new FormatException($"--{name} is missing");

    public int Integer(string name, int otherwise) =>
        Text(name) is not { } text ? otherwise
        : int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= 0 ? number
        : throw new FormatException($"--{name} is not a whole number");
}
