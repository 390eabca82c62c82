using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Formats.Xml;
using Parley.Engine.Issues;
using Parley.Engine.Retrieval;
using Parley.Engine.Workspace;
using Parley.Server.Intake;
using Parley.Server.Repository;
using Parley.Server.Storage;

namespace Parley.Server.Retrieval;

/// <summary>Reads what a system answered by its translation, without trusting it: what is not of the language said, or beyond a bound, is no answer.</summary>
internal sealed class AnswerReader(WorkspaceHost workspace, Store store, RecordNames names, ServerOptions options)
{
    /// <summary>The most messages of one answer that are read.</summary>
    public const int MostMessages = 200;

    private static readonly FormatLimits s_limits = FormatLimits.Default;

    /// <summary>Reads an answer.</summary>
    /// <returns>What it says, with the message that each came in; the code and reason are those of what could not be read.</returns>
    public (IReadOnlyList<ReadMessage> Read, IssueCode? Code, string? Why) Read(SystemDefinition system, QuestionDefinition question, CalledAnswer answer)
    {
        MessageTypeDefinition type = system.Messages[question.MessageType];
        if (!MediaTypes.Fits(answer.ContentType, type.Translation.Format.Name))
        {
            return ([], RetrievalIssues.Unreadable, $"Its answer is said to be {Shown(answer.ContentType!)}, not {type.Translation.Format.MediaType}.");
        }

        IssueSink faults = new();
        List<byte[]> messages;
        try
        {
            messages = Cut(type, question.Items, answer.Body!, faults);
        }
        catch (PollAnswerException failure)
        {
            return ([], RetrievalIssues.Unreadable, failure.Message);
        }

        List<ReadMessage> read = [];
        foreach (byte[] message in messages.Take(MostMessages))
        {
            IssueSink issues = new();
            Bundle? bundle = options.Translation.Read(type, message, issues);
            if (bundle?.Subject is null || (issues.HasErrors && type.OnIssue != IssuePolicy.Pass))
            {
                faults.Add(issues.Issues.FirstOrDefault(i => i.Severity == Severity.Error) ?? new Issue(RetrievalIssues.Unreadable, "A message of its answer says nothing that could be carried."));
                continue;
            }

            read.Add(new ReadMessage(Stored(system, type, bundle), message));
        }

        return faults.Count > 0 ? (read, RetrievalIssues.Unreadable, $"{faults.Issues[0].Code}: {faults.Issues[0].Message}")
            : messages.Count > MostMessages ? (read, RetrievalIssues.TooLarge, $"It has more than {MostMessages} messages; the first were read.")
            : (read, null, null);
    }

    private static List<byte[]> Cut(MessageTypeDefinition type, string items, byte[] body, IssueSink faults)
    {
        MessageFormat format = type.Translation.Format;
        if (items.Length > 0 && format.Name == "json")
        {
            return PollAnswer.Items(body, items);
        }

        format = items.Length > 0 && format is XmlFormat xml ? new XmlFormat { Each = items, Encoding = xml.Encoding } : format;
        List<byte[]> messages = [];
        using MemoryStream stream = new(body);
        using MessageSplitter splitter = format.CreateSplitter(stream, s_limits);
        while (messages.Count <= MostMessages && splitter.TryNext(out ReadOnlyMemory<byte> message, faults))
        {
            messages.Add(message.ToArray());
        }

        if (messages.Count == 0 && faults.Count == 0 && format.Name is "json" or "xml" && items.Length == 0)
        {
            faults.Add(RetrievalIssues.Unreadable, "Its answer is empty.");
        }

        return messages;
    }

    // Records are known by the names that the repository would give them; where the system gives no key, by one of their own.
    private StoredBundle Stored(SystemDefinition system, MessageTypeDefinition type, Bundle bundle) => new(
        new BundleRow
        {
            Exchange = 0,
            KnownAt = Clock.Microseconds(options.Time),
            System = system.Id,
            Type = type.Name,
            Version = workspace.Current.Version,
            Translation = type.Translation.Name,
            Dictionary = workspace.Current.Workspace.Dictionary.Version,
            FirstVersion = 0,
            Records = bundle.Records.Count,
        },
        bundle,
        names.Of(store.Ids.Next(), system.Id, type.Name, bundle));

    private static string Shown(string text) => text.Length > 60 ? text[..60] + "…" : text;
}
