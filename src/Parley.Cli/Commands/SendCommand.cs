using System.CommandLine;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary><c>parley send</c>: deposits messages as a system would.</summary>
internal sealed class SendCommand : ServerCommand
{
    private readonly Argument<string> _type = new("system/message") { Description = "The system that sends and its message type, such as beacon/incident" };
    private readonly Argument<string[]> _files = new("file") { Description = "Files to send, one message each; - for standard input", Arity = ArgumentArity.OneOrMore };
    private readonly Option<string?> _idempotency = new("--idempotency-key") { Description = "A key that makes a repetition harmless; for a single message", HelpName = "key" };
    private readonly Option<string?> _contentType = new("--content-type") { Description = "The media type; by the file's ending when not given", HelpName = "type" };

    public SendCommand()
        : base("send", "Deposit messages with a server, as a system would")
    {
        Takes(_type, _files, _idempotency, _contentType);
        Validators.Add(result =>
        {
            if (result.GetValue(_type)?.Split('/') is not [{ Length: > 0 }, { Length: > 0 }])
            {
                result.AddError("name the system and its message type as SYSTEM/MESSAGE, such as beacon/incident");
            }

            if (result.GetValue(_idempotency) is not null && result.GetValue(_files)?.Length > 1)
            {
                result.AddError("--idempotency-key is for a single message");
            }
        });
    }

    /// <inheritdoc/>
    public override string Details => """
        Each file is one message in the system's own language. For each, the exchange that it became is printed: follow it with 'parley trace'.
        Files are sent in the order given; the first that cannot be sent ends the command. A message that is kept but held for correction counts as
        a fault (exit code 1).
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "BEACON_KEY=... parley send beacon/incident incident.json --key env:BEACON_KEY",
        "cat incident.json | parley send beacon/incident - --key file:/run/secrets/beacon",
        "parley send beacon/incident samples/*.json --json | jq -r .exchange",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, ServerClient client, Output output, CancellationToken cancellationToken)
    {
        int exit = ExitCode.Ok;
        foreach (string file in parsed.GetRequiredValue(_files))
        {
            using HttpRequestMessage request = await RequestAsync(parsed, file, cancellationToken);
            ServerAnswer answer = await client.SendAsync(request, cancellationToken);
            if (!answer.IsGood)
            {
                output.Note($"{file}:");
                return answer.Report(output);
            }

            exit = Math.Max(exit, Show(file, answer, output));
        }

        return exit;
    }

    private async Task<HttpRequestMessage> RequestAsync(ParseResult parsed, string file, CancellationToken cancellationToken)
    {
        string[] parts = parsed.GetRequiredValue(_type).Split('/');
        ByteArrayContent body = new(await InputFile.BytesAsync(file, cancellationToken));
        string? mediaType = parsed.GetValue(_contentType) ?? MediaType(file);
        if (mediaType is not null)
        {
            body.Headers.ContentType = MediaTypeHeaderValue.TryParse(mediaType, out MediaTypeHeaderValue? type)
                ? type
                : throw new UsageException($"--content-type: {mediaType} is no media type");
        }

        HttpRequestMessage request = new(HttpMethod.Post, ServerCalls.Address($"v1/systems/{parts[0]}/messages/{parts[1]}")) { Content = body };
        if (parsed.GetValue(_idempotency) is { } key)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        }

        return request;
    }

    private static string? MediaType(string file) => Path.GetExtension(file).ToUpperInvariant() switch
    {
        ".JSON" => "application/json",
        ".NDJSON" or ".JSONL" => "application/x-ndjson",
        ".XML" => "application/xml",
        ".CSV" => "text/csv",
        ".TSV" => "text/tab-separated-values",
        ".TXT" or ".DAT" => "text/plain",
        _ => null,
    };

    private static int Show(string file, ServerAnswer answer, Output output)
    {
        JsonArray issues = answer.Json!["issues"] as JsonArray ?? [];
        bool isHeld = answer.Text("status") == "held";
        if (output.Json)
        {
            JsonNode result = answer.Json.DeepClone();
            result["file"] = file;
            output.Results.WriteLine(result.ToJsonString());
        }
        else
        {
            string status = answer.Text("status") ?? "accepted";
            output.Line($"{answer.Text("exchange")}  {(isHeld ? output.Yellow(status) : output.Green(status))}  {file}");
            foreach (JsonNode? issue in issues)
            {
                output.Note($"  {ServerIssue.ToLine(issue)}");
            }
        }

        return isHeld ? ExitCode.Faults : ExitCode.Ok;
    }
}
