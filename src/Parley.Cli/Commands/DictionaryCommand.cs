using System.CommandLine;
using Parley.Cli.Input;
using Parley.Engine.Dictionary;
using Parley.Engine.Dictionary.Export;
using Parley.Engine.Issues;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Cli.Commands;

/// <summary><c>parley dictionary</c>: looks things up in the dictionary.</summary>
internal sealed class DictionaryCommand : ParleyCommand
{
    private readonly Argument<string?> _name = new("name")
    {
        Description = "types, roles, links, lists or crosswalks to list them; or the name of one; or TYPE.ATTRIBUTE",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _search = new("--search") { Description = "Find what holds these words in its name, label or description", HelpName = "words" };
    private readonly Option<string?> _export = new Option<string?>("--export") { Description = "Write the whole dictionary out", HelpName = "format" }
        .AcceptOnlyFromAmong("json-schema", "csv", "markdown");

    private readonly Option<string?> _workspace = CommonOptions.WorkspaceOption();
    private readonly Option<bool> _builtIn = new("--built-in") { Description = "The built-in dictionary alone, whatever workspace is around" };

    public DictionaryCommand()
        : base("dictionary", "Look up record types, attributes, code lists and crosswalks") =>
        Takes(_name, _search, _export, _workspace, _builtIn);

    /// <inheritdoc/>
    public override string Details => """
        The dictionary is the common language: translations say how a system's fields stand in its terms. Within a workspace its local extensions are
        shown too. Without a name the dictionary is summed up.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley dictionary types                   all record types",
        "parley dictionary Vehicle                 one type with its attributes",
        "parley dictionary Vehicle.registration    one attribute with its rules",
        "parley dictionary gender                  a code list with its crosswalks",
        "parley dictionary --search 'date of birth'",
        "parley dictionary --export json-schema > pole.schema.json",
    ];

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        PoleDictionary dictionary = Dictionary(parsed, output);
        DictionaryPrinter printer = new(dictionary, output);
        string? name = parsed.GetValue(_name);
        if (parsed.GetValue(_export) is { } format)
        {
            Export(dictionary, format, output);
            return Task.FromResult(ExitCode.Ok);
        }

        if (parsed.GetValue(_search) is { } words)
        {
            return Task.FromResult(printer.Search(words) ? ExitCode.Ok : ExitCode.Faults);
        }

        if (name is null)
        {
            printer.Summary();
        }
        else if (!printer.List(name) && !printer.One(name))
        {
            throw new UsageException($"the dictionary has nothing named '{name}'{YamlForms.DidYouMean(name, printer.Names)}; try --search");
        }

        return Task.FromResult(ExitCode.Ok);
    }

    private static void Export(PoleDictionary dictionary, string format, Output output)
    {
        switch (format)
        {
            case "csv":
                DictionaryExport.ToCsv(dictionary, output.Results);
                break;
            case "markdown":
                DictionaryExport.ToMarkdown(dictionary, output.Results);
                break;
            default:
                using (Stream stream = Console.OpenStandardOutput())
                {
                    DictionaryExport.ToJsonSchema(dictionary, stream);
                }

                break;
        }
    }

    private PoleDictionary Dictionary(ParseResult parsed, Output output)
    {
        if (parsed.GetValue(_builtIn))
        {
            return BuiltInDictionary.BuiltIn;
        }

        IssueSink issues = new();
        PoleDictionary dictionary = DictionaryInput.Read(parsed.GetValue(_workspace), issues);
        if (issues.HasErrors)
        {
            output.Note($"parley: the workspace's extension of the dictionary has faults: {IssuePrinter.Count(issues.Issues)}; see 'parley check'");
        }

        return dictionary;
    }
}
