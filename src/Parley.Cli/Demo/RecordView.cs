using Parley.Cli.Input;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Translation;
using Parley.Engine.Workspace;

namespace Parley.Cli.Demo;

/// <summary>
/// One record as several recipients see it: what stands in each one's own store, read back from its own language, beside what the decision permitted, and
/// why the rest is not there.
/// </summary>
internal sealed class RecordView(DemoEstate estate, string source, string sample, string reference)
{
    private const int AttributeWidth = 22;
    private const int CellWidth = 14;
    private const string ThereCell = "there";
    private const string LeakedCell = "LEAKED";
    private const string HomeLink = "home-address";
    private const string Home = "home address";

    private static readonly (string Title, string[] Links)[] Shown =
        [("The victim", ["victim-of", "casualty-in"]), ("The person suspected", ["suspect-in"])];

    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        [SharingIssues.NotPermitted.Code] = "not listed",
        [SharingIssues.Prohibited.Code] = "forbidden",
        [SharingIssues.Sensitive.Code] = "sensitive",
        [SharingIssues.MarkingTooHigh.Code] = "marking",
        [SharingIssues.HandlingForbids.Code] = "handling",
        [SharingIssues.OriginatorControls.Code] = "originator",
        [SharingIssues.Sanitised.Code] = "sanitised",
        [SharingIssues.ConditionFailed.Code] = "condition",
    };

    private static readonly string[] Recipients = ["ledgerline", "docket", "ambulance", "lantern", "vigil"];

    /// <summary>What was found in the recipients' stores: who (<c>lantern</c>), of whom (<c>The victim</c>), which attribute.</summary>
    public List<(string Recipient, string Person, string Attribute)> Found { get; } = [];

    /// <summary>How many attributes stand where they must not.</summary>
    public int Leaked { get; private set; }

    /// <summary>Shows the tables.</summary>
    public async Task ShowAsync(Output output, CancellationToken cancellationToken)
    {
        LoadedWorkspace workspace = WorkspaceInput.Read(estate.Workspace, withSamples: false, null).Workspace ?? throw new DemoException("the demo's workspace has faults");
        SharingPolicy policy = SharingPolicy.Of(workspace);
        string[] from = source.Split('/');
        Bundle bundle = Read(workspace.Systems[from[0]].Messages[from[1]].Translation, await File.ReadAllBytesAsync(Path.Combine(estate.Workspace, sample), cancellationToken));
        List<RecipientView> views = [];
        foreach (string recipient in Recipients)
        {
            views.Add(await ViewAsync(workspace, policy, workspace.Systems[from[0]], bundle, recipient, cancellationToken));
        }

        foreach ((string title, string[] links) in Shown)
        {
            Show(output, title, bundle, bundle.Links.First(l => links.Contains(l.Role.Name)).From, links, views);
        }

        output.Note("   'there' was read back from the recipient's own store in its own language; '-' is permitted, and its language has no place for it.");
        output.Note("   not listed: no agreement permits it. forbidden: an agreement forbids it, which wins. handling: its own handling instruction keeps it.");
    }

    private async Task<RecipientView> ViewAsync(
        LoadedWorkspace workspace, SharingPolicy policy, SystemDefinition source, Bundle bundle, string recipient, CancellationToken cancellationToken)
    {
        SystemDefinition system = workspace.Systems[recipient];
        AcceptDefinition accept = system.Accepts.First(a => a.Types.Contains(bundle.Subject!.Type.Name) && a.From?.Contains(source.Id) != false);
        MessageTypeDefinition message = system.Messages[accept.MessageType];
        Decision decision = policy.Decide(
            new SharingRequest
            {
                From = source.Organisation,
                To = system.Organisation,
                System = recipient,
                Purpose = accept.Purpose ?? "",
                Reason = accept.Reason,
                StandardFormat = message.Standard is not null,
                Day = workspace.Installation.Zone.DayOf(TimeProvider.System.GetUtcNow()),
            },
            bundle);
        string? held = (await estate.BodiesAsync(recipient, cancellationToken)).FirstOrDefault(b => b.Contains(reference, StringComparison.Ordinal));
        return new RecipientView(recipient, decision, held is null ? null : Read(message.Translation, System.Text.Encoding.UTF8.GetBytes(held)));
    }

    private static Bundle Read(Translator translator, ReadOnlyMemory<byte> message) =>
        translator.Read(message, new IssueSink()) ?? throw new DemoException($"{translator.Name} does not read what was delivered");

    private void Show(Output output, string title, Bundle bundle, int place, string[] links, List<RecipientView> views)
    {
        output.Note("");
        output.Note("   " + output.Bold(title.PadRight(AttributeWidth)) + string.Concat(views.Select(v => v.Recipient.PadRight(CellWidth))).TrimEnd());
        foreach (AttributeValue value in bundle.Records[place].Attributes.ToArray())
        {
            string name = value.Attribute.Name;
            Row(output, title, name, views, v => Cell(v, place, name, v.Has(name, links)));
        }

        Link? home = bundle.Links.Where(l => l.From == place && l.Role.Name == HomeLink).Select(l => (Link?)l).FirstOrDefault();
        if (home is { } link)
        {
            Row(output, title, Home, views, v => Cell(v, link.To, null, v.HasHome(links)));
        }
    }

    private void Row(Output output, string title, string name, List<RecipientView> views, Func<RecipientView, string> cellOf)
    {
        string line = "   " + name.PadRight(AttributeWidth);
        foreach (RecipientView view in views)
        {
            string cell = cellOf(view);
            Leaked += cell == LeakedCell ? 1 : 0;
            if (cell is ThereCell or LeakedCell)
            {
                Found.Add((view.Recipient, title, name));
            }

            line += Coloured(output, cell);
        }

        output.Note(line.TrimEnd());
    }

    private static string Cell(RecipientView view, int place, string? attribute, bool there)
    {
        WithheldItem? withheld = view.Decision.Withheld.FirstOrDefault(w => w.Record == place && (w.Attribute is null || w.Attribute == attribute));
        return view.Decision.Permitted is null || withheld is not null
            ? there ? LeakedCell : withheld is null ? "no agreement" : Reasons.GetValueOrDefault(withheld.Code.Code, withheld.Code.Code)
            : there ? ThereCell : "-";
    }

    private static string Coloured(Output output, string cell) => cell switch
    {
        ThereCell => output.Green(cell.PadRight(CellWidth)),
        LeakedCell => output.Red(cell.PadRight(CellWidth)),
        _ => cell.PadRight(CellWidth),
    };
}
