using System.CommandLine;
using System.Text.Json.Nodes;
using Parley.Cli.Input;

namespace Parley.Cli.Commands.Identities;

/// <summary>What the questions about identities share: the server, and the purpose and reason that go with each.</summary>
internal abstract class IdentityQuestion : ServerCommand
{
    private readonly Option<string?> _purpose = CommonOptions.Purpose();
    private readonly Option<string?> _reason = CommonOptions.ReasonToRead();

    /// <summary>Makes a question; the derived class says by <see cref="Takes"/> what it takes besides purpose and reason.</summary>
    protected IdentityQuestion(string name, string description)
        : base(name, description)
    {
    }

    /// <inheritdoc/>
    protected override void Takes(params IEnumerable<Symbol> symbols) => base.Takes([.. symbols, _purpose, _reason]);

    /// <summary>What for and why it is asked.</summary>
    protected StatedReason Why(ParseResult parsed) => new(parsed.GetValue(_purpose), parsed.GetValue(_reason));

    /// <summary>Writes what the server answers to standard output byte by byte, and a bound that was met to standard error.</summary>
    protected async Task<int> CopyAsync(ParseResult parsed, ServerClient client, Output output, string path, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = ServerClient.Request(HttpMethod.Get, path, null, Why(parsed));
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
    protected static int Show(Output output, ServerAnswer answer, Action<JsonObject> print) => answer.Show(output, shown =>
    {
        print(shown);
        SayCut(output, shown["cut"]?.ToString());
        if (shown["complete"]?.GetValue<bool>() == false)
        {
            output.Note("parley: the server has just started and still joins what was there before: records may be missing");
        }
    });

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
        string undone = decision["undone"] is null ? "" : decision["undoneBy"] is JsonNode by ? $"  undone by {by}" : "  undone";
        output.Line($"{decision["id"]}  {decision["verdict"]}  {SaidBy(decision)}{undone}{conflict}");
    }

    /// <summary>Who decided, as far as the asker may know it, and why.</summary>
    protected static string SaidBy(JsonNode decision) => $"by {decision["by"] ?? decision["organisation"]}{(decision["reason"] is JsonNode reason ? $": {reason}" : "")}";

    private static void SayCut(Output output, string? cut)
    {
        if (cut is not null)
        {
            output.Note($"parley: not all is shown: the bound on {cut} was met");
        }
    }
}
