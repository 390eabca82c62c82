using Wexshire.Estate.Hosting;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Roles.Turnkey;

/// <summary>
/// Watches the inbox folder. Names that begin with a dot or end in .tmp are files still being written. A file that was read goes to
/// done, one that could not be read goes to failed with a .why file beside it.
/// </summary>
internal sealed class BriefingInbox(RoleContext context, CustodyDesk desk) : BackgroundService
{
    private static readonly string[] Columns = ["REF", "LISTED", "WHAT", "PLACE", "POSTCODE", "GRADE", "WANTED", "WANTED_BORN", "WANTED_LOOKS", "VRM"];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        desk.DropLeftOver();
        var inbox = Directory.CreateDirectory(context.Options.Inbox);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200), context.Clock);
        do
        {
            foreach (var file in inbox.EnumerateFiles("*.csv").Where(file => file.Name[0] != '.').OrderBy(file => file.Name, StringComparer.Ordinal).ToList())
            {
                Take(file);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private void Take(FileInfo file)
    {
        var fault = Read(file.FullName);
        var folder = Directory.CreateDirectory(Path.Combine(context.Options.Inbox, fault is null ? "done" : "failed"));
        if (fault is not null)
        {
            File.WriteAllText(Path.Combine(folder.FullName, file.Name + ".why"), fault + "\n");
        }

        file.MoveTo(Path.Combine(folder.FullName, file.Name), overwrite: true);
    }

    private string? Read(string path)
    {
        var rows = CsvText.Read(CsvText.Windows1252.GetString(File.ReadAllBytes(path)));
        if (rows is not { Count: > 0 } || !rows[0].SequenceEqual(Columns))
        {
            return $"the first line must be {string.Join(',', Columns)}";
        }

        if (rows.FindIndex(row => row.Count != Columns.Length || row[0].Length == 0) is >= 0 and var wrong)
        {
            return $"row {wrong + 1} must have {Columns.Length} fields and a REF";
        }

        foreach (var row in rows.Skip(1))
        {
            context.Journal.Store($"briefing {row[0]}", _ => Hold(row));
        }

        return null;
    }

    private Holding Hold(List<string> row)
    {
        var facts = Columns.Zip(row).Skip(1).Where(cell => cell.Second.Length > 0).ToDictionary(cell => cell.First, cell => cell.Second);
        return new Holding(row[0], $"briefing {row[0]}", "briefing", $"{row[2]}, {row[3]}", context.Now, facts, "text/csv", CsvText.Write(Columns, row));
    }
}
