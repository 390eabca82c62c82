using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands;

/// <summary>What the questions about identities share: the server, and the purpose and reason that go with each.</summary>
internal abstract class IdentityQuestion : ParleyCommand
{
    private readonly Option<string?> _purpose = new("--purpose") { Description = "What for; needed for other organisations' records", HelpName = "code" };
    private readonly Option<string?> _reason = CommonOptions.Reason();
    private readonly Option<string> _server = CommonOptions.Server();
    private readonly Option<string> _key = CommonOptions.Key();

    /// <summary>Makes a question; <see cref="AddCommon"/> is to be called after its own options were added.</summary>
    protected IdentityQuestion(string name, string description)
        : base(name, description)
    {
    }

    /// <summary>Adds the options that all questions have.</summary>
    protected void AddCommon(bool withReason = true)
    {
        foreach (Option option in withReason ? new Option[] { _purpose, _reason, _server, _key } : [_purpose, _server, _key])
        {
            Options.Add(option);
        }
    }

    /// <summary>Asks the server.</summary>
    protected async Task<ServerAnswer> AskAsync(ParseResult parsed, HttpMethod method, string path, JsonObject? body, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        using HttpRequestMessage request = Request(parsed, method, path);
        if (body is not null)
        {
            request.Content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        }

        return await client.SendAsync(request, cancellationToken);
    }

    /// <summary>Writes what the server answers to standard output byte by byte, and a bound that was met to standard error.</summary>
    protected async Task<int> CopyAsync(ParseResult parsed, Output output, string path, CancellationToken cancellationToken)
    {
        using ServerClient client = new(parsed.GetRequiredValue(_server), parsed.GetRequiredValue(_key));
        using HttpRequestMessage request = Request(parsed, HttpMethod.Get, path);
        using HttpResponseMessage? answer = await client.OpenAsync(request, text => output.Note($"parley: {text}"), cancellationToken);
        if (answer is null)
        {
            return ExitCode.Unreachable;
        }

        if (!answer.IsSuccessStatusCode)
        {
            return (await ServerClient.ReadAsync(answer, cancellationToken)).Report(output);
        }

        try
        {
            await using Stream to = Console.OpenStandardOutput();
            await answer.Content.CopyToAsync(to, cancellationToken);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException)
        {
            output.Note($"parley: the answer broke off: {fault.Message}");
            return ExitCode.Unreachable;
        }

        SayCut(output, answer.Headers.TryGetValues("Parley-Cut", out IEnumerable<string>? cut) ? string.Join(", ", cut) : null);
        return ExitCode.Ok;
    }

    /// <summary>The identity that a record leads to, or that is named itself.</summary>
    protected static string IdentityOf(string id) => id.StartsWith("k-", StringComparison.Ordinal) ? "i-" + id[2..] : id;

    /// <summary>Shows an answer as JSON, or in lines.</summary>
    protected static int Show(Output output, ServerAnswer answer, Action<JsonObject> print)
    {
        if (!answer.IsGood)
        {
            return answer.Report(output);
        }

        JsonObject shown = (JsonObject)answer.Json!;
        if (output.Json)
        {
            output.JsonResult(shown);
            return ExitCode.Ok;
        }

        print(shown);
        SayCut(output, shown["cut"]?.ToString());
        if (shown["complete"]?.GetValue<bool>() == false)
        {
            output.Note("parley: the server has just started and still joins what was there before: records may be missing");
        }

        return ExitCode.Ok;
    }

    /// <summary>Prints a pair with the bars of its weight.</summary>
    protected static void PrintPair(Output output, JsonObject pair)
    {
        string by = pair["decided"] is null ? $"{pair["bits"]} bits" : "decided by a person";
        output.Line($"{pair["left"]}  {pair["right"]}  {output.Bold(by)}");
        foreach (JsonObject bar in (pair["bars"] as JsonArray ?? []).OfType<JsonObject>().Where(b => b["level"]!.ToString() != "missing"))
        {
            double bits = bar["bits"]!.GetValue<double>();
            string figure = bits.ToString("+0.0;-0.0;0.0", System.Globalization.CultureInfo.InvariantCulture).PadLeft(6);
            string values = bar["left"]!.ToString().Length > 0 ? $" ({bar["left"]} | {bar["right"]})" : "";
            output.Line($"  {(bits < 0 ? output.Red(figure) : output.Green(figure))}  {bar["compared"]}: {bar["words"]}{values}");
        }
    }

    /// <summary>Prints what somebody decided on two records, and whether another differs.</summary>
    protected static void PrintDecision(Output output, JsonObject decision)
    {
        string conflict = decision["conflict"]!.GetValue<bool>() ? output.Red("  CONFLICT") : "";
        string undone = decision["undoneBy"] is JsonNode by ? $"  undone by {by}" : "";
        output.Line($"{decision["id"]}  {decision["verdict"]}  by {decision["by"]}: {decision["reason"]}{undone}{conflict}");
    }

    private static void SayCut(Output output, string? cut)
    {
        if (cut is not null)
        {
            output.Note($"parley: not all is shown: the bound on {cut} was met");
        }
    }

    private HttpRequestMessage Request(ParseResult parsed, HttpMethod method, string path)
    {
        HttpRequestMessage request = new(method, path);
        StatedReason.Add(request.Headers, parsed.GetValue(_purpose), Options.Contains(_reason) ? parsed.GetValue(_reason) : null);
        return request;
    }
}
