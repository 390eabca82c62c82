using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley load</c>: takes a file of history into the common repository.</summary>
internal sealed class LoadCommand : ServerCommand
{
    private const int RefusedShown = 10;

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(400);

    private readonly Argument<string?> _file = new("file") { Description = "The file: many messages of the type, or one a line", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _system = new("--system") { Description = "The system whose history it is", HelpName = "system" };
    private readonly Option<string?> _type = new("--type", "-t") { Description = "The message type of the file's messages", HelpName = "type" };
    private readonly Option<string?> _resume = new("--resume") { Description = "The load to go on with, where it stopped", HelpName = "load" };
    private readonly Option<string?> _purpose = new("--purpose") { Description = "What it is loaded for; the local purpose when not given", HelpName = "code" };
    private readonly Option<int?> _mostRefused = new("--most-refused") { Description = "How many lines may be refused before it stops; 1000 when not given" };
    private readonly Option<bool> _again = new("--again") { Description = "Take a file that was loaded before all the same" };

    public LoadCommand()
        : base("load", "Load a file of a system's history into the common repository")
    {
        Takes(_file, _system, _type, _resume, _purpose, _mostRefused, _again);
        Validators.Add(result =>
        {
            if (result.GetValue(_resume) is null && (result.GetValue(_file) is null || result.GetValue(_system) is null || result.GetValue(_type) is null))
            {
                result.AddError("name the file, --system and --type; or --resume and the load");
            }
        });
    }

    /// <inheritdoc/>
    public override string Details => """
        The file holds many messages in the system's own language: NDJSON, a JSON array, CSV, lines of fixed width, or elements below an XML root. Each is translated and kept in the repository with its source; nothing is delivered to anybody. Progress goes to
        standard error, the report to standard output as JSON. A load that was cut short goes on with --resume, which sends what is missing of the file; the server
        goes on by itself after its own restart. The exit code is 1 when lines are refused, or the load did not come to its end.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley load incidents-2019.ndjson --system beacon --type incident --key file:/run/secrets/beacon",
        "parley load intelligence.csv --system chartroom --type intelligence --purpose policing --most-refused 50",
        "parley load incidents-2019.ndjson --resume l-01hzy3k7w9abc",
        "parley load --resume l-01hzy3k7w9abc | jq .refusals",
    ];

    /// <summary>Any: a file of gigabytes takes what it takes.</summary>
    protected override TimeSpan? Patience => Timeout.InfiniteTimeSpan;

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        ServerAnswer load = await BeginAsync(client, parsed, output, cancellationToken);
        if (load.IsGood && load.Text("status") == "receiving")
        {
            load = await SendAsync(client, parsed, load, output, cancellationToken);
        }
        else if (load.IsGood && load.Text("status") is "cancelled" or "failed" && parsed.GetValue(_resume) is not null)
        {
            load = await client.PostAsync(ServerCalls.Address($"v1/loads/{load.Text("id")}/resume", ("most-refused", parsed.GetValue(_mostRefused))), cancellationToken);
        }

        return await FollowAsync(client, load, output, cancellationToken);
    }

    private static async Task<int> FollowAsync(ServerClient client, ServerAnswer load, Output output, CancellationToken cancellationToken)
    {
        string shown = "";
        while (load.IsGood)
        {
            string progress = Progress(load);
            if (progress != shown)
            {
                output.Note(progress);
                shown = progress;
            }

            if (load.Text("status") is "done" or "cancelled" or "failed")
            {
                await SayRefusedAsync(client, load, output, cancellationToken);
                output.JsonResult(load.Json!);
                bool whole = load.Text("status") == "done" && Number(load, "refused") == Number(load, "mended");
                return whole ? ExitCode.Ok : ExitCode.Faults;
            }

            await Task.Delay(s_look, cancellationToken);
            load = await client.GetAsync($"v1/loads/{load.Text("id")}", cancellationToken);
        }

        return load.Report(output);
    }

    // The first of them, so that nobody has to look elsewhere for what is usually wrong with all.
    private static async Task SayRefusedAsync(ServerClient client, ServerAnswer load, Output output, CancellationToken cancellationToken)
    {
        if (Number(load, "refused") == Number(load, "mended"))
        {
            return;
        }

        ServerAnswer page = await client.GetAsync($"v1/loads/{load.Text("id")}/refused?limit={RefusedShown}", cancellationToken);
        foreach (JsonNode? line in page.Json?["refused"] as JsonArray ?? [])
        {
            JsonNode? issue = (line!["issues"] as JsonArray)?.FirstOrDefault(i => i?["severity"]?.ToString() == "error");
            string path = issue?["path"] is JsonNode at ? $" [{at}]" : "";
            output.Note($"  line {line["line"]}, message {line["message"]}: {line["code"]} {issue?["message"]}{path}{(line["mendedBy"] is JsonNode by ? $" (mended by {by})" : "")}");
        }

        output.Note($"  {Number(load, "refused")} refused in all; GET /v1/loads/{load.Text("id")}/refused lists them, and /refused/MESSAGE gives one and takes it mended");
    }

    private static string Progress(ServerAnswer load)
    {
        string counts = string.Create(
            CultureInfo.InvariantCulture,
            $"{Counted.Of(Number(load, "messages"), "message")}: {Number(load, "taken")} taken, {Number(load, "repeated")} repeated, {Number(load, "refused")} refused");
        string error = load.Text("error") is string text ? $"; {text}" : "";
        return $"{load.Text("id")}  {load.Text("status")}  {counts}{error}";
    }

    private static long Number(ServerAnswer load, string name) => load.Json![name]?.GetValue<long>() ?? 0;

    private Task<ServerAnswer> BeginAsync(ServerClient client, ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(_resume) is string load)
        {
            return client.GetAsync(ServerCalls.Address($"v1/loads/{load}"), cancellationToken);
        }

        string file = parsed.GetValue(_file)!;
        InputFile.Open(file).Dispose();
        output.Note($"sending {file}");
        string address = ServerCalls.Address(
            $"v1/systems/{parsed.GetValue(_system)}/loads",
            ("type", parsed.GetValue(_type)),
            ("name", Path.GetFileName(file)),
            ("purpose", parsed.GetValue(_purpose)),
            ("most-refused", parsed.GetValue(_mostRefused)));
        return client.PostAsync(address, cancellationToken);
    }

    private async Task<ServerAnswer> SendAsync(ServerClient client, ParseResult parsed, ServerAnswer load, Output output, CancellationToken cancellationToken)
    {
        string file = parsed.GetValue(_file) ?? throw new UsageException("the load's file is not whole: name it");
        long offset = Number(load, "receivedBytes");
        string id = load.Text("id")!;
        output.Note(string.Create(CultureInfo.InvariantCulture, $"{id}  from byte {offset}; if this is cut short: parley load {file} --resume {id}"));
        await using FileStream stream = InputFile.Open(file);
        stream.Position = offset;
        string address = ServerCalls.Address($"v1/loads/{id}", ("offset", offset), ("again", parsed.GetValue(_again) ? true : null));
        using HttpRequestMessage request = new(HttpMethod.Patch, address) { Content = new StreamContent(stream) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await client.SendAsync(request, cancellationToken);
    }
}
