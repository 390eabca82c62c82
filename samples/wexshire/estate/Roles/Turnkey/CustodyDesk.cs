using System.Globalization;
using System.Text.Json.Nodes;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Roles.Turnkey;

/// <summary>Makes custody records and drops each as a file: written under a temporary name first, then renamed into place.</summary>
internal sealed class CustodyDesk(RoleContext context)
{
    private const string NotDropped = "not yet";

    private readonly Lock _gate = new();

    public Task<IResult> Enter(HttpRequest request) => JsonAnswers.Take(request, CustodyRules.Check, arrest =>
    {
        var given = arrest["RECORD_NO"]?.ToString();
        var stored = context.Journal.Store(given, number => Hold(arrest, given, number));
        Drop(stored.Holding);
        return JsonAnswers.Stored(stored, "recordNo");
    });

    /// <summary>Drops what an earlier run of the program stored and did not come to drop.</summary>
    public void DropLeftOver()
    {
        foreach (var holding in context.Journal.List(0, int.MaxValue).Where(holding => holding.Facts.GetValueOrDefault("dropped") == NotDropped))
        {
            Drop(context.Journal.Find(holding.Ref)!);
        }
    }

    private void Drop(Holding record)
    {
        lock (_gate)
        {
            if (context.Journal.Find(record.Ref)!.Facts["dropped"] != NotDropped)
            {
                return;
            }

            Directory.CreateDirectory(context.Options.Drop);
            var name = $"CUS-{record.Ref.Replace('/', '-')}.csv";
            var temporary = Path.Combine(context.Options.Drop, $".{name}.tmp");
            File.WriteAllBytes(temporary, CsvText.Windows1252.GetBytes(record.Body));
            File.Move(temporary, Path.Combine(context.Options.Drop, name), overwrite: true);
            context.Journal.Replace(record.Ref, holding => holding with { Facts = new Dictionary<string, string>(holding.Facts) { ["dropped"] = name } });
        }
    }

    private Holding Hold(JsonObject arrest, string? given, int number)
    {
        var year = arrest["ARR_DATE"]!.ToString()[^2..];
        var reference = given ?? string.Create(CultureInfo.InvariantCulture, $"WXC/{year}/{number:000000}");
        var values = CustodyRules.Columns.Select(column => column == "RECORD_NO" ? reference : arrest[column]?.ToString() ?? "").ToList();
        var facts = new Dictionary<string, string>
        {
            ["arrested"] = $"{arrest["ARR_DATE"]} {arrest["ARR_TIME"]}",
            ["station"] = arrest["STATION"]!.ToString(),
            ["incident"] = arrest["INCIDENT_REF"]?.ToString() ?? "",
            ["dropped"] = NotDropped,
        };
        var body = CsvText.Write(CustodyRules.Columns, values);
        return new Holding(reference, reference, "custody", arrest["NAME"]!.ToString(), context.Now, facts, "text/csv", body);
    }
}
