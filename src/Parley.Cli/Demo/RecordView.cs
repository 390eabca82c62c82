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
    private const int AttributeWidth = 20;
    private const int CellWidth = 14;

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

    /// <summary>Shows the tables; gives how many attributes stand where they must not.</summary>
    public async Task<int> ShowAsync(Output output, CancellationToken cancellationToken)
    {
        LoadedWorkspace workspace = WorkspaceInput.Read(estate.Workspace, false, null).Workspace ?? throw new DemoException("the demo's workspace has faults");
        SharingPolicy policy = SharingPolicy.Of(workspace);
        string[] from = source.Split('/');
        Bundle bundle = Read(workspace.Systems[from[0]].Messages[from[1]].Translation, await File.ReadAllBytesAsync(Path.Combine(estate.Workspace, sample), cancellationToken));
        List<RecipientView> views = [];
        foreach (string recipient in Recipients)
        {
            views.Add(await ViewAsync(workspace, policy, workspace.Systems[from[0]], bundle, recipient, cancellationToken));
        }

        int wrong = 0;
        foreach ((string title, string[] links) in Shown)
        {
            wrong += Show(output, title, bundle, bundle.Links.First(l => links.Contains(l.Role.Name)).From, links, views);
        }

        output.Note("   'there' was read back from the recipient's own store in its own language; '-' is permitted, and its language has no place for it.");
        output.Note("   not listed: no agreement permits it. forbidden: an agreement forbids it, which wins. handling: its own handling instruction keeps it.");
        return wrong;
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
                At = TimeProvider.System.GetUtcNow(),
            },
            bundle);
        string? held = (await estate.BodiesAsync(recipient, cancellationToken)).FirstOrDefault(b => b.Contains(reference, StringComparison.Ordinal));
        return new RecipientView(recipient, decision, held is null ? null : Read(message.Translation, System.Text.Encoding.UTF8.GetBytes(held)));
    }

    private static Bundle Read(Translator translator, ReadOnlyMemory<byte> message) =>
        translator.Read(message, new IssueSink()) ?? throw new DemoException($"{translator.Name} does not read what was delivered");

    private static int Show(Output output, string title, Bundle bundle, int place, string[] links, List<RecipientView> views)
    {
        output.Note("");
        output.Note("   " + output.Bold(title.PadRight(AttributeWidth)) + string.Concat(views.Select(v => v.Recipient.PadRight(CellWidth))).TrimEnd());
        int wrong = 0;
        foreach (AttributeValue value in bundle.Records[place].Attributes.ToArray())
        {
            string name = value.Attribute.Name;
            string[] cells = [.. views.Select(v => Cell(v, place, name, links))];
            wrong += cells.Count(c => c == "LEAKED");
            output.Note("   " + name.PadRight(AttributeWidth) + string.Concat(cells.Select(c => Coloured(output, c))).TrimEnd());
        }

        return wrong;
    }

    private static string Cell(RecipientView view, int place, string attribute, string[] links)
    {
        bool there = view.Has(attribute, links);
        WithheldItem? withheld = view.Decision.Withheld.FirstOrDefault(w => w.Record == place && (w.Attribute is null || w.Attribute == attribute));
        return view.Decision.Permitted is null || withheld is not null
            ? there ? "LEAKED" : withheld is null ? "no agreement" : Reasons.GetValueOrDefault(withheld.Code.Code, withheld.Code.Code)
            : there ? "there" : "-";
    }

    private static string Coloured(Output output, string cell) => cell switch
    {
        "there" => output.Green(cell.PadRight(CellWidth)),
        "LEAKED" => output.Red(cell.PadRight(CellWidth)),
        _ => cell.PadRight(CellWidth),
    };
}
