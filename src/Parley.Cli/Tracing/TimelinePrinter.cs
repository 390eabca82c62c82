using System.Text.Json.Nodes;

namespace Parley.Cli.Tracing;

/// <summary>Prints the timeline of an exchange; asked again, only what is new.</summary>
internal sealed class TimelinePrinter(Output output)
{
    private readonly HashSet<string> _printed = new(StringComparer.Ordinal);

    /// <summary>Prints what has not been printed yet.</summary>
    public void Print(JsonNode exchange)
    {
        if (_printed.Count == 0)
        {
            Head(exchange);
        }

        foreach (TimelineEvent item in Timeline.Of(exchange).Where(e => _printed.Add($"{e.At:O} {e.What}")))
        {
            output.Line($"  {output.Dim(Timeline.Clock(item.At))}  {item.What}");
            foreach (string detail in item.Details)
            {
                output.Line($"                  {detail}");
            }
        }
    }

    /// <summary>Prints how the exchange stands.</summary>
    public void End(JsonNode exchange)
    {
        foreach (string pending in Timeline.Pending(exchange))
        {
            output.Line($"  {output.Dim("            ")}  {pending}");
        }

        string status = exchange["status"]?.ToString() ?? "";
        output.Line($"  {Coloured(status)}");
    }

    /// <summary>Prints the messages.</summary>
    public void Content(JsonNode exchange)
    {
        Body($"as received from {exchange["system"]}/{exchange["type"]}", exchange["receipt"]);
        foreach (JsonNode? delivery in exchange["deliveries"] as JsonArray ?? [])
        {
            Body($"as sent to {delivery?["recipient"]}/{delivery?["type"]}", delivery);
        }
    }

    private void Head(JsonNode exchange)
    {
        string subject = exchange["subjectType"] is { } type ? $", {type} {exchange["reference"]}".TrimEnd() : "";
        output.Line(output.Bold($"{exchange["id"]}  {exchange["system"]}/{exchange["type"]}{subject}"));
        string version = exchange["workspaceVersion"]?.ToString() ?? "";
        if (version.Length > 0)
        {
            output.Line(output.Dim($"  workspace {version[..Math.Min(12, version.Length)]}, {exchange["received"]}"));
        }
    }

    private void Body(string title, JsonNode? owner)
    {
        string? text = owner?["body"]?.ToString() ?? owner?["bodyBase64"]?.ToString();
        if (text is not null)
        {
            output.Line();
            output.Line(output.Bold(title));
            output.Line(text.TrimEnd());
        }
    }

    private string Coloured(string status) => status switch
    {
        "delivered" or "corrected" => output.Green(status),
        "failed" or "refused" => output.Red(status),
        _ => output.Yellow(status),
    };
}
