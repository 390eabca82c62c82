using System.Text.Json;
using Parley.Bench;
using Parley.Bench.Decisions;
using Parley.Bench.Exchanges;
using Parley.Bench.Jq;
using Parley.Bench.Ledger;
using Parley.Bench.Linkage;
using Parley.Bench.Load;
using Parley.Bench.Processes;
using Parley.Bench.Searching;
using Parley.Bench.Translation;

const string Usage = """
    usage: Parley.Bench COMMAND [--option VALUE]…
      translate [--size 1k|10k|100k] [--rounds 15] [--milliseconds 200] [--json FILE]   in-process translation on one core
      decide    [--milliseconds 1000] [--json FILE]                                     what a decision costs a record
      exchange  [--connections 64] [--seconds 4] [--turns 7] [--warm-up 60000] [--stored 0] [--rounds 1] [--size 1k] [--folder DIR] [--keep DIR] [--json FILE]
                                                                                        HTTP in, durable, HTTP out, in child processes
                [--without-ledger true]                                                   adds Parley with the ledger switched off, for its cost
                [--agreements N]                                                          adds Parley with N signed agreements between two organisations
                [--variable NAME=VALUE]…                                                  adds Parley with a variable of the environment, to see what it does
      ledger    [--entries 1000000] [--folder DIR] [--keep DIR] [--json FILE]             sealing, verification and proofs of a ledger, in process
      load      --url URL --messages FILE.ndjson [--header 'K: V']… [--sequence DIGITS] [--first 1] [--connections 64]
                [--seconds N | --count N] [--rate R] [--json FILE]                      the load generator alone
      jq        [--megabytes 100] [--rounds 3] [--jq PATH] [--folder DIR] [--json FILE] parley jq beside jq itself, over lines of JSON
      recipient --urls URL                                                              the recipient alone
      linkage   [--records 1000000] [--further 20000] [--seed 1]                        links generated people in a batch, then further ones one at a time
      search    [--records 1000000] [--searches 500] [--seed 1] [--folder DIR] [--postgres CONNECTION]
                                                                                        searches of generated people in the repository, decisions included
      identities [--records 1000000] [--further 20000] [--views 200] [--seed 1] [--folder DIR]
                                                                                        persons taken in, linked and stored one at a time; single views; a start anew
      process   [--instances 20000] [--waiting 10000] [--timers 100000] [--stored 0] [--folder DIR]
                                                                                        short processes with two calls, on a store with others; timers due within a minute
      persons   --file FILE [--records 50000] [--seed 1] [--altered 50]                 writes records of invented people, with the truth
      message   [--size 1k] [--as json|xml]                                             prints a sample message
    """;

JsonSerializerOptions indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };
using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    interrupted.Cancel();
};

try
{
    return args is [var command, .. var rest] ? await RunAsync(command, rest) : Fail("no command");
}
catch (FormatException fault)
{
    return Fail(fault.Message);
}

Task<int> RunAsync(string command, string[] rest) => command switch
{
    "translate" => TranslateAsync(new(rest, "size", "rounds", "milliseconds", "json")),
    "decide" => DecideAsync(new(rest, "milliseconds", "json")),
    "exchange" => ExchangeAsync(new(rest, "connections", "seconds", "turns", "warm-up", "stored", "rounds", "size", "folder", "keep", "without-ledger", "agreements", "variable", "json")),
    "ledger" => LedgerAsync(new(rest, "entries", "folder", "keep", "json")),
    "load" => LoadAsync(new(rest, "url", "messages", "header", "sequence", "first", "connections", "seconds", "count", "rate", "json")),
    "jq" => JqAsync(new(rest, "megabytes", "rounds", "jq", "folder", "json")),
    "recipient" => new Recipient().RunAsync(new Arguments(rest, "urls").Required("urls")),
    "linkage" => LinkPersons(new(rest, "records", "further", "seed")),
    "search" => SearchAsync(new(rest, "records", "searches", "seed", "folder", "postgres")),
    "identities" => IdentitiesAsync(new(rest, "records", "further", "views", "seed", "folder")),
    "process" => ProcessAsync(new(rest, "instances", "waiting", "timers", "stored", "folder")),
    "persons" => WritePersons(new(rest, "file", "records", "seed", "altered")),
    "message" => PrintMessageAsync(new(rest, "size", "as")),
    _ => throw new FormatException($"'{command}' is not a command"),
};

async Task<int> TranslateAsync(Arguments arguments)
{
    var bench = new TranslationBench(arguments.Integer("rounds", 15), TimeSpan.FromMilliseconds(arguments.Integer("milliseconds", 200)));
    var results = bench.Run(arguments.Text("size") is { } size ? [size] : SampleMessages.Sizes);
    TranslationBench.Print(results);
    await ReportAsync(arguments, results);
    return 0;
}

async Task<int> DecideAsync(Arguments arguments)
{
    var results = new DecideBench(TimeSpan.FromMilliseconds(arguments.Integer("milliseconds", 1000))).Run();
    DecideBench.Print(results);
    await ReportAsync(arguments, results);
    return 0;
}

async Task<int> ExchangeAsync(Arguments arguments)
{
    var options = new ExchangeOptions
    {
        Connections = arguments.Integer("connections", 64),
        WarmUp = arguments.Integer("warm-up", 60_000),
        Stored = arguments.Integer("stored", 0),
        Duration = TimeSpan.FromSeconds(arguments.Integer("seconds", 4)),
        Turns = arguments.Integer("turns", 7),
        Rounds = arguments.Integer("rounds", 1),
        Size = arguments.Text("size") ?? "1k",
        Folder = arguments.Text("folder") ?? Path.GetTempPath(),
        Keep = arguments.Text("keep"),
        Agreements = arguments.Integer("agreements", 0),
    };
    List<IExchangeSubject> subjects = [new LimitSubject(), new ParleySubject()];
    if (arguments.Text("without-ledger") == "true")
    {
        subjects.Add(new ParleySubject(ledger: false));
    }

    if (options.Agreements > 0)
    {
        subjects.Add(new ParleySubject(agreements: options.Agreements));
    }

    subjects.AddRange(arguments.All("variable").Select(variable => new ParleySubject(variable: variable)));
    var results = await new ExchangeBench(options, subjects).RunAsync(interrupted.Token);
    ExchangeBench.Print(results);
    await ReportAsync(arguments, results);
    return results.Exists(result => result.Missing > 0 || result.Refused > 0) ? 1 : 0;
}

async Task<int> LedgerAsync(Arguments arguments)
{
    var result = await new LedgerBench(arguments.Text("folder") ?? Path.GetTempPath(), arguments.Integer("entries", 1_000_000), arguments.Text("keep")).RunAsync(interrupted.Token);
    LedgerBench.Print(result);
    await ReportAsync(arguments, result);
    return result.Findings;
}

async Task<int> LoadAsync(Arguments arguments)
{
    var options = new LoadOptions
    {
        Url = new Uri(arguments.Required("url")),
        Headers = [.. arguments.All("header")],
        Messages = [.. (await File.ReadAllLinesAsync(arguments.Required("messages"))).Where(line => line.Length > 0).Select(System.Text.Encoding.UTF8.GetBytes)],
        Sequence = arguments.Text("sequence"),
        FirstNumber = arguments.Integer("first", 1),
        Connections = arguments.Integer("connections", 64),
        Duration = arguments.Text("seconds") is null ? TimeSpan.MaxValue : TimeSpan.FromSeconds(arguments.Integer("seconds", 0)),
        Count = arguments.Text("count") is null ? long.MaxValue : arguments.Integer("count", 0),
        Rate = arguments.Integer("rate", 0),
    };
    if (options is { Duration.Ticks: long.MaxValue, Count: long.MaxValue })
    {
        throw new FormatException("--seconds or --count is missing");
    }

    var result = await LoadGenerator.RunAsync(options, interrupted.Token);
    LoadGenerator.Print(result);
    await ReportAsync(arguments, result);
    return result.Refused + result.Failed == 0 ? 0 : 1;
}

async Task<int> JqAsync(Arguments arguments)
{
    var options = new JqBenchOptions
    {
        Jq = arguments.Text("jq") ?? "jq",
        Megabytes = arguments.Integer("megabytes", 100),
        Rounds = arguments.Integer("rounds", 3),
        Folder = arguments.Text("folder") ?? Path.GetTempPath(),
    };
    var results = await new JqBench(options).RunAsync(interrupted.Token);
    JqBench.Print(results);
    await ReportAsync(arguments, results);
    return results.Exists(result => !result.SameOutput) ? 1 : 0;
}

static Task<int> LinkPersons(Arguments arguments)
{
    LinkageBench.Run(arguments.Integer("records", 1_000_000), arguments.Integer("further", 20_000), arguments.Integer("seed", 1));
    return Task.FromResult(0);
}

static async Task<int> SearchAsync(Arguments arguments)
{
    await SearchBench.RunAsync(
        arguments.Integer("records", 1_000_000), arguments.Integer("searches", 500), arguments.Integer("seed", 1), arguments.Text("folder"), arguments.Text("postgres"));
    return 0;
}

static async Task<int> IdentitiesAsync(Arguments arguments)
{
    await IdentityBench.RunAsync(
        arguments.Integer("records", 1_000_000), arguments.Integer("further", 20_000), arguments.Integer("views", 200), arguments.Integer("seed", 1), arguments.Text("folder"));
    return 0;
}

static async Task<int> ProcessAsync(Arguments arguments)
{
    await ProcessBench.RunAsync(
        arguments.Integer("instances", 20_000), arguments.Integer("waiting", 10_000), arguments.Integer("timers", 100_000), arguments.Integer("stored", 0), arguments.Text("folder"));
    return 0;
}

static Task<int> WritePersons(Arguments arguments)
{
    LinkageFiles.Write(arguments.Required("file"), arguments.Integer("records", 50_000), arguments.Integer("seed", 1), arguments.Integer("altered", 50) / 100.0);
    return Task.FromResult(0);
}

async Task<int> PrintMessageAsync(Arguments arguments)
{
    var size = arguments.Text("size") ?? "1k";
    var message = arguments.Text("as") == "xml" ? SampleMessages.Xml(size) : SampleMessages.Json(size);
    await using var output = Console.OpenStandardOutput();
    await output.WriteAsync(message);
    await output.WriteAsync("\n"u8.ToArray());
    return 0;
}

async Task ReportAsync<T>(Arguments arguments, T results)
{
    if (arguments.Text("json") is { } file)
    {
        await File.WriteAllTextAsync(file, JsonSerializer.Serialize(results, indented));
    }
}

int Fail(string message)
{
    Console.Error.WriteLine(message);
    Console.Error.WriteLine(Usage);
    return 2;
}
