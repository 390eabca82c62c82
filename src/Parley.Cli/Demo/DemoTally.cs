using System.Globalization;

namespace Parley.Cli.Demo;

/// <summary>The platform's own count of what it did with messages; what tells recipients of a withdrawal, and their answers, are counted by <see cref="Withdrawal"/>.</summary>
/// <param name="In">Messages taken in.</param>
/// <param name="Out">Messages delivered.</param>
/// <param name="Retried">Attempts that were repeated.</param>
/// <param name="Corrected">Exceptions that were corrected.</param>
/// <param name="Open">Exceptions still open, but for what was rightly withheld.</param>
/// <param name="Waiting">Deliveries not yet done.</param>
/// <param name="Withheld">Deliveries that no agreement permitted.</param>
internal sealed record DemoTally(long In, long Out, long Retried, long Corrected, long Open, long Waiting, long Withheld)
{
    private const string Sharing = "SHR";
    private const string Notice = "RecordNotice";

    /// <summary>Whether the delivery of a message to a recipient has come to its end, whatever that is.</summary>
    public static async Task<bool> IsSettledAsync(DemoEstate estate, string reference, string recipient, CancellationToken cancellationToken)
    {
        var page = await estate.AskAsync($"/v1/exchanges?limit=10&reference={Uri.EscapeDataString(reference)}", cancellationToken);
        foreach (var item in page?["exchanges"]?.AsArray() ?? [])
        {
            var exchange = await estate.AskAsync($"/v1/exchanges/{item!["id"]}", cancellationToken);
            var delivery = exchange?["deliveries"]?.AsArray().FirstOrDefault(d => d!["recipient"]!.ToString() == recipient);
            if (delivery is not null)
            {
                return delivery["status"]!.ToString() != "pending";
            }
        }

        return false;
    }

    /// <summary>Counts by asking for all exchanges and exceptions, as anybody could.</summary>
    public static async Task<DemoTally> ReadAsync(DemoEstate estate, CancellationToken cancellationToken)
    {
        long taken = 0, delivered = 0, retried = 0, waiting = 0, withheld = 0;
        string? after = null;
        do
        {
            var page = await estate.AskAsync($"/v1/exchanges?limit=100{(after is null ? "" : "&after=" + after)}", cancellationToken);
            foreach (var item in (page?["exchanges"]?.AsArray() ?? []).Where(e => e!["subjectType"]?.ToString() != Notice))
            {
                taken++;
                var exchange = await estate.AskAsync($"/v1/exchanges/{item!["id"]}", cancellationToken);
                foreach (var delivery in exchange?["deliveries"]?.AsArray() ?? [])
                {
                    string status = delivery!["status"]!.ToString();
                    delivered += status == "delivered" ? 1 : 0;
                    waiting += status is "pending" ? 1 : 0;
                    withheld += status is "withheld" ? 1 : 0;
                    retried += Math.Max(0, long.Parse(delivery["attempts"]?.ToString() ?? "1", CultureInfo.InvariantCulture) - 1);
                }
            }

            after = page?["next"]?.ToString();
        }
        while (after is not null);
        long open = (await estate.AskAsync("/v1/exceptions?limit=100", cancellationToken))?["exceptions"]?.AsArray()
            .Count(e => e?["code"]?.ToString().StartsWith(Sharing, StringComparison.Ordinal) != true) ?? 0;
        long corrected = (await estate.AskAsync("/v1/exceptions?status=corrected&limit=100", cancellationToken))?["exceptions"]?.AsArray().Count ?? 0;
        return new DemoTally(taken, delivered, retried, corrected, open, waiting, withheld);
    }
}
