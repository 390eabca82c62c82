using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Evidence;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary>What is kept of a decision that withholds: for the owner of the data and the ledger, in names and numbers, never in values.</summary>
internal static class Refusals
{
    private const int MostNamed = 10;

    /// <summary>How much is withheld for which reason: <c>SHR101:4 SHR104:1</c>; null when nothing is.</summary>
    public static string? Reasons(Decision decision)
    {
        if (decision.Withheld.Count == 0)
        {
            return null;
        }

        // Few codes, counted without a table.
        List<(IssueCode Code, int Count)> counts = [];
        foreach (WithheldItem item in decision.Withheld)
        {
            int at = counts.FindIndex(c => ReferenceEquals(c.Code, item.Code));
            if (at < 0)
            {
                counts.Add((item.Code, 1));
            }
            else
            {
                counts[at] = (item.Code, counts[at].Count + 1);
            }
        }

        StringBuilder text = new();
        foreach ((IssueCode code, int count) in counts)
        {
            text.Append(text.Length == 0 ? "" : " ").Append(code.Code).Append(':').Append(count);
        }

        return text.ToString();
    }

    /// <summary>Why a recipient gets nothing, in words for the owner.</summary>
    public static string Why(IssueCode code, Decision decision, Route route, Bundle bundle)
    {
        string to = $"{route.Recipient.Organisation} ({route.Recipient.Id})";
        string purpose = decision.Purpose.Length == 0 ? "no purpose" : $"the purpose {decision.Purpose}";
        IEnumerable<string> named = decision.Withheld
            .Where(w => code == SharingIssues.SubjectWithheld ? w.Record == 0 : w.Attribute is not null)
            .Select(w => $"{bundle.Records[w.Record].Type.Name}{(w.Attribute is null ? "" : "." + w.Attribute)} ({w.Code})")
            .Distinct()
            .Take(MostNamed);
        string what = string.Join(", ", named);
        return $"{code.Code}: nothing goes to {to} for {purpose}.{(what.Length == 0 ? "" : $" Withheld: {what}.")}";
    }

    /// <summary>The ledger's entry.</summary>
    public static LedgerEntry Entry(
        ExchangeRow row, DeliveryRow delivery, SystemDefinition source, Route route, Decision decision, IssueCode code, long now) => new()
    {
        Action = LedgerAction.Refusal,
        At = now,
        Actor = $"system:{source.Id}",
        Organisation = source.Organisation,
        Recipient = route.Recipient.Organisation,
        RecipientSystem = route.Recipient.Id,
        Purpose = decision.Purpose.Length == 0 ? null : decision.Purpose,
        Reason = route.Accept.Reason,
        Agreements = decision.Basis.Agreements,
        Exchange = PublicId.Exchange(row.Id),
        Delivery = PublicId.Delivery(row.Id, delivery.N),
        Withheld = delivery.Withheld,
        Outcome = code.Code,
    };
}
