using System.Diagnostics.CodeAnalysis;
using Parley.Engine.Expressions;
using Parley.Engine.Processes.Running;
using Parley.Engine.Processes.Tasks;

namespace Parley.Engine.Processes;

/// <summary>The state as JSON: short names, defaults left out, an input that the frame above hands on unchanged not written again.</summary>
public sealed partial class ProcessState
{
    private const int Form = 1;

    /// <summary>The state as JSON in UTF-8.</summary>
    public byte[] ToUtf8() => ToValue().ToUtf8();

    /// <summary>Reads a state.</summary>
    /// <param name="utf8">What <see cref="ToUtf8"/> gave.</param>
    /// <param name="definition">The definition that the instance runs on.</param>
    /// <param name="state">The state.</param>
    /// <param name="fault">Why it cannot be read.</param>
    public static bool TryRead(ReadOnlySpan<byte> utf8, ProcessDefinition definition, [NotNullWhen(true)] out ProcessState? state, [NotNullWhen(false)] out string? fault)
    {
        ArgumentNullException.ThrowIfNull(definition);
        state = null;
        if (!JqValue.TryParse(utf8, out JqValue? value, out fault))
        {
            return false;
        }

        ProcessName name = new(Values.Text(value, "ns") ?? "", Values.Text(value, "name") ?? "", Values.Text(value, "version") ?? "");
        if (Values.Number(value, "form") != Form || name != definition.Name)
        {
            fault = Values.Number(value, "form") != Form ? "the state is of another form than this version reads" : $"the state is of {name}, not of {definition.Name}";
            return false;
        }

        try
        {
            state = Read(value, name, definition, out fault);
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentOutOfRangeException or IndexOutOfRangeException)
        {
            // JSON that is no state: a member of another kind, an entry with a part missing.
            fault = "the state is damaged: " + broken.Message;
        }

        return state is not null;
    }

    private static ProcessState? Read(JqValue value, ProcessName name, ProcessDefinition definition, out string? fault)
    {
        Dictionary<int, Frame> frames = [];
        foreach (JqValue item in value.Member("frames")?.Items ?? [])
        {
            if (definition.Find(Values.Text(item, "task") ?? "") is not { } task)
            {
                fault = $"the definition has no task '{Values.Text(item, "task")}'";
                return null;
            }

            Frame frame = ReadFrame(item, task, frames);
            frames[frame.Id] = frame;
        }

        fault = null;
        return ReadRest(value, name, [.. frames.Values]);
    }

    private static ProcessState ReadRest(JqValue value, ProcessName name, List<Frame> frames) => new()
    {
        Instance = Values.Text(value, "id") ?? "",
        Definition = name,
        Status = (ProcessStatus)Values.Number(value, "status"),
        At = Instant(value, "at"),
        StartedAt = Instant(value, "started"),
        Input = value.Member("in") ?? JqValue.Null,
        Context = value.Member("ctx") ?? JqValue.Null,
        Output = value.Member("out"),
        Error = value.Member("error") is { } error ? ProcessError.FromValue(error) : null,
        Outcome = value.Member("outcome") is { } outcome ? (ProcessStatus)(int)outcome.AsNumber : null,
        Frames = frames,
        Ready = [.. (value.Member("ready")?.Items ?? []).Select(r => (int)r.AsNumber)],
        Undo = [.. (value.Member("undo")?.Items ?? []).Select(ReadUndo)],
        History = [.. (value.Member("history")?.Items ?? []).Select(ReadHistory)],
        HistoryDropped = Values.Number(value, "dropped"),
        FrameCount = (int)Values.Number(value, "n"),
        UndoCount = (int)Values.Number(value, "u"),
        LifecycleCount = (int)Values.Number(value, "l"),
        TaskCount = Values.Number(value, "tasks"),
    };

    private JqValue ToValue()
    {
        Dictionary<int, Frame> frames = Frames.ToDictionary(f => f.Id);
        return ToValue(frames);
    }

    private JqValue ToValue(Dictionary<int, Frame> frames) => Values.Of(
        ("form", JqValue.From(Form)),
        ("id", JqValue.From(Instance)),
        ("ns", JqValue.From(Definition.Namespace)),
        ("name", JqValue.From(Definition.Name)),
        ("version", JqValue.From(Definition.Version)),
        ("status", JqValue.From((int)Status)),
        ("at", Instant(At)),
        ("started", Instant(StartedAt)),
        ("in", Input),
        ("ctx", Context),
        ("out", Output),
        ("error", Error?.ToValue()),
        ("outcome", Outcome is { } outcome ? JqValue.From((int)outcome) : null),
        ("frames", List(Frames.Select(f => Write(f, frames.GetValueOrDefault(f.Parent))))),
        ("ready", List(Ready.Select(r => JqValue.From(r)))),
        ("undo", List(Undo.Select(Write))),
        ("history", List(History.Select(Write))),
        ("dropped", Count(HistoryDropped)),
        ("n", Count(FrameCount)),
        ("u", Count(UndoCount)),
        ("l", Count(LifecycleCount)),
        ("tasks", Count(TaskCount)));

    private static JqValue Write(Frame frame, Frame? parent)
    {
        return Values.Of(
            ("id", JqValue.From(frame.Id)),
            ("of", Count(frame.Parent)),
            ("task", JqValue.From(frame.Task.Reference)),
            ("occ", frame.Occurrence.Length == 0 ? null : JqValue.From(frame.Occurrence)),
            ("raw", parent is not null && ReferenceEquals(parent.Input, frame.Raw) ? null : frame.Raw),
            ("in", ReferenceEquals(frame.Input, frame.Raw) ? null : frame.Input),
            ("at", Instant(frame.StartedAt)),
            ("begun", frame.IsBegun ? JqValue.True : null),
            ("phase", Count(frame.Phase)),
            ("i", Count(frame.Index)),
            ("try", Count(frame.Attempt)),
            ("visits", Count(frame.Visits)),
            ("data", frame.Data.Kind == JqKind.Null ? null : frame.Data),
            ("vars", frame.Locals.Any() ? JqValue.FromMembers(frame.Locals) : null),
            ("wait", List(frame.Pending.Select(p => JqValue.From(p)))));
    }

    // Frames are in the order in which they were made, so a frame's parent stands before it.
    private static Frame ReadFrame(JqValue item, TaskNode task, Dictionary<int, Frame> above)
    {
        int of = (int)Values.Number(item, "of");
        Frame? parent = above.GetValueOrDefault(of);
        JqValue raw = item.Member("raw") ?? parent?.Input ?? JqValue.Null;
        Frame frame = new((int)Values.Number(item, "id"), of, parent is null ? 0 : parent.Depth + 1, task, Values.Text(item, "occ") ?? "", raw)
        {
            Input = item.Member("in") ?? raw,
            StartedAt = Instant(item, "at"),
            IsBegun = item.Member("begun") is not null,
            Phase = (int)Values.Number(item, "phase"),
            Index = (int)Values.Number(item, "i"),
            Attempt = (int)Values.Number(item, "try"),
            Visits = (int)Values.Number(item, "visits"),
            Data = item.Member("data") ?? JqValue.Null,
        };
        foreach ((string name, JqValue value) in item.Member("vars")?.Members ?? [])
        {
            frame.SetLocal(name, value);
        }

        foreach (JqValue part in item.Member("wait")?.Items ?? [])
        {
            frame.Await(part.AsString);
        }

        return frame;
    }

    private static JqValue Write(UndoEntry entry) => Values.Of(
        ("n", JqValue.From(entry.Number)),
        ("by", JqValue.From(entry.Function)),
        ("task", JqValue.From(entry.Task)),
        ("occ", entry.Occurrence.Length == 0 ? null : JqValue.From(entry.Occurrence)),
        ("given", entry.Given),
        ("in", List(entry.Scopes.Select(s => JqValue.From(s)))),
        ("failed", entry.Failure?.ToValue()));

    private static UndoEntry ReadUndo(JqValue item) => new(
        (int)Values.Number(item, "n"),
        Values.Text(item, "by") ?? "",
        Values.Text(item, "task") ?? "",
        Values.Text(item, "occ") ?? "",
        item.Member("given") ?? JqValue.Null,
        [.. (item.Member("in")?.Items ?? []).Select(s => (int)s.AsNumber)])
    {
        Failure = item.Member("failed") is { } failure ? ProcessError.FromValue(failure) : null,
    };

    private static JqValue Write(HistoryEntry entry) =>
        JqValue.FromItems([Instant(entry.At), JqValue.From(entry.What), JqValue.From(entry.Task), JqValue.From(entry.Occurrence)]);

    private static HistoryEntry ReadHistory(JqValue item) => new(
        DateTimeOffset.FromUnixTimeMilliseconds((long)item.Items[0].AsNumber), item.Items[1].AsString, item.Items[2].AsString, item.Items[3].AsString);

    private static JqValue Instant(DateTimeOffset at) => JqValue.From(at.ToUnixTimeMilliseconds());

    private static DateTimeOffset Instant(JqValue value, string name) => DateTimeOffset.FromUnixTimeMilliseconds(Values.Number(value, name));

    private static JqValue? Count(long number) => number == 0 ? null : JqValue.From(number);

    private static JqValue? List(IEnumerable<JqValue> items)
    {
        JqValue array = JqValue.FromItems(items);
        return array.Items.Count == 0 ? null : array;
    }
}
