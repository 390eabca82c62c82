using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Parley.Cli.Commands;

namespace Parley.Cli;

/// <summary>
/// Where a command writes: results to standard output, all else to standard error. Colours only where a terminal reads and
/// <c>NO_COLOR</c> is not set.
/// </summary>
internal sealed class Output
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly bool _colours;

    private Output(TextWriter results, TextWriter notes, bool json, bool colours)
    {
        Results = results;
        Notes = notes;
        Json = json;
        _colours = colours;
    }

    /// <summary>Standard output.</summary>
    public TextWriter Results { get; }

    /// <summary>Standard error.</summary>
    public TextWriter Notes { get; }

    /// <summary>Whether the result is wanted as JSON.</summary>
    public bool Json { get; }

    /// <summary>The output for a parsed command line.</summary>
    public static Output For(ParseResult parsed) => new(
        parsed.InvocationConfiguration.Output,
        parsed.InvocationConfiguration.Error,
        parsed.GetValue(CommonOptions.Json),
        !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")));

    /// <summary>Writes one line of the result.</summary>
    public void Line(string text = "") => Results.WriteLine(text);

    /// <summary>Writes the result as JSON.</summary>
    public void JsonResult(JsonNode result) => Results.WriteLine(result.ToJsonString(Readable));

    /// <summary>Writes one line that is no part of the result.</summary>
    public void Note(string text) => Notes.WriteLine(text);

    /// <summary>Red on a terminal.</summary>
    public string Red(string text) => Coloured(31, text);

    /// <summary>Yellow on a terminal.</summary>
    public string Yellow(string text) => Coloured(33, text);

    /// <summary>Green on a terminal.</summary>
    public string Green(string text) => Coloured(32, text);

    /// <summary>Blue on a terminal.</summary>
    public string Blue(string text) => Coloured(36, text);

    /// <summary>Bold on a terminal.</summary>
    public string Bold(string text) => Coloured(1, text);

    /// <summary>Dim on a terminal.</summary>
    public string Dim(string text) => Coloured(2, text);

    private string Coloured(int code, string text) => _colours ? $"\e[{code}m{text}\e[0m" : text;
}
