using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Drafting;

namespace Parley.Cli.Commands;

/// <summary><c>parley draft</c>: proposes a translation from samples or a schema.</summary>
internal sealed class DraftCommand : ParleyCommand
{
    private const string UsualName = "draft";

    private readonly Argument<string[]> _files = new("file")
    {
        Description = "Samples of one message type; or a JSON Schema, an XSD or an OpenAPI document, with the files it refers to after it",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _as = new("--as") { Description = "What the files are: samples, json-schema, xsd or openapi; by their content when not given", HelpName = "kind" };
    private readonly Option<string?> _schema = new("--schema", "--operation") { Description = "The schema, element or operation that is the message, where a document has several", HelpName = "name" };
    private readonly Option<string?> _name = new("--name") { Description = "The translation's name; by the first file's name when not given", HelpName = "name" };
    private readonly Option<string?> _workspace = CommonOptions.WorkspaceOption();

    public DraftCommand()
        : base("draft", "Propose a translation from samples, a JSON Schema, an XSD or an OpenAPI document")
    {
        _as.AcceptOnlyFromAmong("samples", "json-schema", "xsd", "openapi");
        Takes(_files, _as, _schema, _name, _workspace);
    }

    /// <inheritdoc/>
    public override string Details => """
        Fields are matched with the dictionary by their names, values and codes. Each line of the draft says in a comment how sure it is and why;
        what a person must decide is listed at its head and on standard error; what found no place stands under 'unused'. The draft passes
        'parley check' without errors, and reads the samples it was made from without errors.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley draft samples/*.json --name beacon-incident > incident.yaml",
        "parley draft results.xsd common.xsd --schema CourtHearing",
        "parley draft api.yaml --operation reportStop",
        "parley draft feed.csv --json | jq '.decisions'",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        List<DraftFile> files = [];
        foreach (string path in parsed.GetValue(_files)!)
        {
            files.Add(new DraftFile(path, await InputFile.BytesAsync(path, cancellationToken)));
        }

        IssueSink issues = new();
        Draft? draft = TranslationDrafter.Draft(
            new DraftRequest(NameOf(parsed), files, DictionaryInput.Read(parsed.GetValue(_workspace), new IssueSink()), DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date))
            {
                Kind = KindOf(parsed.GetValue(_as)),
                Schema = parsed.GetValue(_schema),
            },
            issues);
        foreach (Issue issue in issues.Issues)
        {
            output.Note(issue.ToString());
        }

        if (draft is null)
        {
            return ExitCode.Faults;
        }

        if (output.Json)
        {
            output.JsonResult(ToJson(draft));
            return ExitCode.Ok;
        }

        output.Results.Write(draft.Yaml);
        int sure = draft.Lines.Count(l => l is { Attribute.Length: > 0, Confidence: >= 65 });
        output.Note($"parley: {draft.Lines.Count(l => l.Attribute.Length > 0)} attributes proposed, {sure} of them with some confidence; {draft.Decisions.Count} decisions are left to a person:");
        foreach (string decision in draft.Decisions)
        {
            output.Note($"  - {decision}");
        }

        return ExitCode.Ok;
    }

    private string NameOf(ParseResult parsed)
    {
        string name = parsed.GetValue(_name) ?? Path.GetFileNameWithoutExtension(parsed.GetValue(_files)![0]);
        string kebab = string.Join('-', string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-')).Split('-', StringSplitOptions.RemoveEmptyEntries));
        return kebab.Length == 0 || !char.IsAsciiLetter(kebab[0]) ? $"{UsualName}-{kebab}".TrimEnd('-') : kebab;
    }

    private static DraftSourceKind? KindOf(string? name) => name switch
    {
        "samples" => DraftSourceKind.Samples,
        "json-schema" => DraftSourceKind.JsonSchema,
        "xsd" => DraftSourceKind.Xsd,
        "openapi" => DraftSourceKind.OpenApi,
        _ => null,
    };

    private static JsonObject ToJson(Draft draft) => new()
    {
        ["yaml"] = draft.Yaml,
        ["decisions"] = new JsonArray([.. draft.Decisions.Select(d => (JsonNode)d)]),
        ["lines"] = new JsonArray([.. draft.Lines.Select(l => (JsonNode)new JsonObject
        {
            ["line"] = l.Line,
            ["record"] = l.Record,
            ["attribute"] = l.Attribute,
            ["field"] = l.Field,
            ["confidence"] = l.Confidence,
            ["why"] = l.Why,
        })]),
    };
}
