using System.CommandLine;
using Parley.Cli.Input;
using Parley.Cli.Translating;
using Parley.Engine.Workspace;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Cli.Commands;

/// <summary><c>parley translate</c>: translates files off-line.</summary>
internal sealed class TranslateCommand : WorkspaceCommand
{
    private readonly Argument<string[]> _inputs = new("input") { Description = "Files or folders; - for standard input", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string> _from = new("--from", "-f") { Description = "The message type of the input, as system/message; or pole", HelpName = "type", Required = true };
    private readonly Option<string> _to = new("--to", "-t")
    {
        Description = "The message type of the output, as system/message; or pole, the dictionary's own JSON",
        HelpName = "type",
        DefaultValueFactory = _ => TranslationRun.Pole,
    };

    private readonly Option<string?> _out = new("--out", "-o") { Description = "A file for all messages, or a folder (ending in /) for one file each; standard output when not given", HelpName = "path" };
    private readonly Option<bool> _explain = new("--explain", "-e") { Description = "Show, field by field, where each output value came from (on standard error)" };

    public TranslateCommand()
        : base("translate", "Translate messages from any message type to any other, off-line") =>
        Takes(_inputs, _from, _to, _out, _explain);

    /// <inheritdoc/>
    public override string Details => """
        A file may hold one message or many: lines, rows, or the items of a JSON array are taken one by one, so a file of any size needs the memory of
        one message. Translated messages go to standard output, one after the other; what was wrong, lost or not used goes to standard error as
        file:line:column. With --json each message becomes one line of JSON with its source, its issues and its text. A message that cannot be
        translated does not stop the others (exit code 1 at the end).
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley translate incident.json --from beacon/incident                          to the dictionary's own JSON",
        "parley translate incident.json --from beacon/incident --to cornerstone/crime   to another system's language",
        "parley translate crimes/ --from feed/crime --to hub/crime --out translated/    a folder, file by file",
        "zcat year.csv.gz | parley translate - --from feed/crime > year.ndjson          a stream of any size",
    ];

    /// <inheritdoc/>
    protected override int Run(ParseResult parsed, WorkspaceInput input, LoadedWorkspace workspace, Output output, CancellationToken cancellationToken)
    {
        TranslationSource from = Source(workspace, parsed.GetRequiredValue(_from));
        TranslationSink to = Sink(workspace, parsed.GetRequiredValue(_to));
        using TranslationTarget into = TranslationTarget.Open(parsed.GetValue(_out), output, to);
        TranslationRun run = new(from, to, into, output) { Explain = parsed.GetValue(_explain) };
        foreach (string path in Files(parsed.GetRequiredValue(_inputs)))
        {
            run.Translate(path, cancellationToken);
        }

        return run.End() ? ExitCode.Ok : ExitCode.Faults;
    }

    private static TranslationSource Source(LoadedWorkspace workspace, string name)
    {
        if (name == TranslationRun.Pole)
        {
            return TranslationSource.Pole(workspace.Dictionary);
        }

        MessageTypeDefinition message = Find(workspace, "--from", name);
        Refuse(!message.Translation.CanRead, $"--from: the translation of {name} only writes");
        return TranslationSource.Of(name.Split('/')[0], message);
    }

    private static TranslationSink Sink(LoadedWorkspace workspace, string name)
    {
        if (name == TranslationRun.Pole)
        {
            return TranslationSink.Pole(workspace.Dictionary);
        }

        MessageTypeDefinition message = Find(workspace, "--to", name);
        Refuse(!message.Translation.CanWrite, $"--to: the translation of {name} only reads");
        return TranslationSink.Of(name.Split('/')[0], message);
    }

    private static MessageTypeDefinition Find(LoadedWorkspace workspace, string option, string name)
    {
        string[] parts = name.Split('/');
        Refuse(parts.Length != 2, $"{option} wants system/message, such as beacon/incident, or pole; not {name}");
        Refuse(
            !workspace.Systems.TryGetValue(parts[0], out SystemDefinition? definition),
            $"{option}: there is no system '{parts[0]}'{YamlForms.DidYouMean(parts[0], workspace.Systems.Keys)}");
        Refuse(
            !definition!.Messages.TryGetValue(parts[1], out MessageTypeDefinition? message),
            $"{option}: {parts[0]} has no message type '{parts[1]}'; it has {string.Join(", ", definition.Messages.Keys)}");
        return message!;
    }

    private static void Refuse(bool condition, string message)
    {
        if (condition)
        {
            throw new UsageException(message);
        }
    }

    private static IEnumerable<string> Files(string[] inputs)
    {
        foreach (string input in inputs)
        {
            Refuse(input != "-" && !File.Exists(input) && !Directory.Exists(input), $"there is no file or folder {input}");
            if (!Directory.Exists(input))
            {
                yield return input;
                continue;
            }

            foreach (string file in Directory.EnumerateFiles(input, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                yield return file;
            }
        }
    }
}
