using System.CommandLine;
using System.Globalization;
using Parley.Cli.Input;
using Parley.Cli.Linking;
using Parley.Engine.Issues;
using Parley.Engine.Linkage;
using Parley.Engine.Linkage.Blocking;
using Parley.Engine.Linkage.Columns;
using Parley.Engine.Linkage.Models;
using Parley.Engine.Linkage.Records;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Cli.Commands;

/// <summary><c>parley link</c>: finds the records of one file, or of two, that speak of one person.</summary>
internal sealed class LinkCommand : ParleyCommand
{
    private readonly Argument<string[]> _files = new("file") { Description = "A CSV file; with a second file, only pairs between the two are looked for", Arity = new ArgumentArity(1, 2) };
    private readonly Option<string> _id = new("--id") { Description = "The column that holds the records' ids", HelpName = "column", Required = true };
    private readonly Option<string> _columns = new("--columns") { Description = "The column map: which column holds what", HelpName = "map.yaml", Required = true };
    private readonly Option<string?> _model = new("--model") { Description = "Use this model as it is; 'general' is the built-in one", HelpName = "file" };
    private readonly Option<string?> _train = new("--train") { Description = "Write the model trained on these records", HelpName = "out" };
    private readonly Option<double?> _threshold = new("--threshold") { Description = "Join from this weight on; chosen by the expected error when not given", HelpName = "bits" };
    private readonly Option<bool> _oneToOne = new("--one-to-one") { Description = "With two files: a record joins at most one of the other file" };
    private readonly Option<int> _seed = new("--seed") { Description = "Draws the sample that is trained on", HelpName = "n", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _pairs = new("--pairs") { Description = "Where the pairs go: the two ids, weight in bits, probability, decision", HelpName = "out.csv" };
    private readonly Option<string?> _clusters = new("--clusters") { Description = "Where the clusters go: id, cluster", HelpName = "out.csv" };
    private readonly Option<string[]> _explain = new("--explain") { Description = "Show the waterfall of weights of two records", HelpName = "id1 id2", Arity = new ArgumentArity(2, 2), AllowMultipleArgumentsPerToken = true };

    public LinkCommand()
        : base("link", "Find the records of one or two CSV files that speak of one person") =>
        Takes(_files, _id, _columns, _model, _train, _threshold, _oneToOne, _seed, _pairs, _clusters, _explain);

    /// <inheritdoc/>
    public override string Details => """
        No labels are needed. Without --model the general person model is trained on the records themselves (--train keeps the result as a readable file); with --model
        the file's figures are used as they are. The pairs file holds every pair from -3 bits up: 'join' from the threshold on, 'possible' below it. Clusters are of the
        joined pairs. The report on standard output says what was trained, blocked and decided, with the expected error. The same records in any order give the same answer.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley link persons.csv --id id --columns map.yaml --pairs pairs.csv --clusters clusters.csv",
        "parley link custody.csv niche.csv --id id --columns map.yaml --one-to-one --train model.yaml --pairs pairs.csv",
        "parley link persons.csv --id id --columns map.yaml --model model.yaml --threshold 15 --clusters clusters.csv",
        "parley link persons.csv --id id --columns map.yaml --explain 1004 2871",
    ];

    /// <inheritdoc/>
    protected override Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        string[] files = parsed.GetValue(_files)!;
        Check(parsed, files);
        LinkClock clock = new(TimeProvider.System);
        IssueSink issues = new();
        LinkageModel? model = Model(parsed.GetValue(_model), issues);
        string mapPath = parsed.GetValue(_columns)!;
        ColumnMap? map = Text(mapPath, issues) is { } text ? ColumnMapReader.Read(mapPath, text, issues) : null;
        if (map is null || issues.HasErrors)
        {
            return Task.FromResult(Report(output, issues));
        }

        RecordTable table = new(map);
        bool read = files.Select((f, i) => LinkSource.Read(f, i, parsed.GetValue(_id)!, map, table, issues)).ToList().TrueForAll(r => r);
        clock.Lap("read");
        CheckTable(table, map, mapPath, issues);
        if (!read || table.ComparisonCount > RecordTable.MostComparisons)
        {
            return Task.FromResult(Report(output, issues));
        }

        cancellationToken.ThrowIfCancellationRequested();
        LinkResult result = BatchLinker.Link(table, new LinkOptions
        {
            Model = model,
            Threshold = parsed.GetValue(_threshold),
            AcrossSources = files.Length == 2,
            OneToOne = parsed.GetValue(_oneToOne),
            Seed = parsed.GetValue(_seed),
            Threads = Math.Min(8, Environment.ProcessorCount),
        });
        clock.Lap("trained, linked and clustered");
        Judge(result, issues);
        Write(parsed, table, result, files.Length == 2);
        clock.Lap("written");
        int code = Report(output, issues);
        new LinkPrinter(output, table, result).Print(parsed.GetValue(_explain) is { Length: 2 } two ? (two[0], two[1]) : null, clock);
        return Task.FromResult(code);
    }

    private void Check(ParseResult parsed, string[] files)
    {
        foreach (string path in files.Append(parsed.GetValue(_columns)!).Where(f => !File.Exists(f)))
        {
            throw new UsageException($"there is no file {path}");
        }

        if (parsed.GetValue(_oneToOne) && files.Length != 2)
        {
            throw new UsageException("--one-to-one needs two files");
        }

        if (parsed.GetValue(_model) is not null && parsed.GetValue(_train) is not null)
        {
            throw new UsageException("--model uses a model and --train makes one: give one of the two");
        }
    }

    private static LinkageModel? Model(string? name, IssueSink issues) => name switch
    {
        null => null,
        "general" => LinkageModelText.General,
        _ => Text(name, issues) is { } text ? LinkageModelText.Read(name, text, issues) : null,
    };

    private static string? Text(string path, IssueSink issues) => YamlText.Decode(path, InputFile.Bytes(path), issues);

    private static void CheckTable(RecordTable table, ColumnMap map, string mapPath, IssueSink issues)
    {
        if (table.ComparisonCount > RecordTable.MostComparisons)
        {
            issues.Add(LinkageIssues.ColumnCount, $"the columns give {table.ComparisonCount} comparisons; the most is {RecordTable.MostComparisons}", new SourcePosition(mapPath, 0, 0));
        }

        for (int c = 0; table.Count > 0 && c < map.Columns.Count; c++)
        {
            if (table.Filled(c) == 0)
            {
                issues.Add(LinkageIssues.EmptyColumn, $"no value of column '{map.Columns[c].Column}' can be compared", new SourcePosition(mapPath, 0, 0));
            }
        }
    }

    private static void Judge(LinkResult result, IssueSink issues)
    {
        foreach (BlockReport rule in result.Report.Blocking.Where(r => r.LeftOutBlocks > 0))
        {
            issues.Add(LinkageIssues.CappedBlock, $"{rule.Rule}: {rule.Reason}");
        }

        if (!result.Report.Blocking.Any(r => r.Used))
        {
            issues.Add(LinkageIssues.NoRule, "no two records agree in what any blocking rule asks for, or no rule fits the columns");
        }

        if (result.Report is { Trained: true, TrainingMatches: < 50 })
        {
            issues.Add(LinkageIssues.LittleTraining, string.Create(CultureInfo.InvariantCulture, $"about {result.Report.TrainingMatches:0} likely matches"));
        }
    }

    private void Write(ParseResult parsed, RecordTable table, LinkResult result, bool twoFiles)
    {
        if (parsed.GetValue(_train) is { } model)
        {
            OutputFile.Write(model, LinkageModelText.Write(result.Model));
        }

        if (parsed.GetValue(_pairs) is { } pairs)
        {
            LinkWriter.Pairs(pairs, table, result, twoFiles);
        }

        if (parsed.GetValue(_clusters) is { } clusters)
        {
            LinkWriter.Clusters(clusters, table, result, twoFiles);
        }
    }

    private static int Report(Output output, IssueSink issues)
    {
        foreach (Issue issue in issues.Issues.Take(20))
        {
            output.Note(issue.ToString());
        }

        if (issues.Count > 20)
        {
            output.Note(string.Create(CultureInfo.InvariantCulture, $"parley: and {issues.Count - 20:N0} more"));
        }

        return issues.HasErrors ? ExitCode.Faults : ExitCode.Ok;
    }
}
