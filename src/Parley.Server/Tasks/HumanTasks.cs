using Parley.Engine.Expressions;
using Parley.Engine.Issues;
using Parley.Engine.Processes.Schemas;
using Parley.Server.Operations;
using Parley.Server.Storage;

namespace Parley.Server.Tasks;

/// <summary>
/// Tasks for people: gives them, and lets people do them. Whoever gives tasks (a process) makes each under a name of its own, and follows the answers: an answer
/// is committed together with the word to its origin, which is told again until it has gone on from it. Safe for many threads; acts on one task take turns.
/// </summary>
internal sealed class HumanTasks(Store store, WorkspaceHost workspace, ServerOptions options)
{
    /// <summary>The origin of tasks that people and programs give by the API; nobody is told of their answers.</summary>
    public const string FromApi = "api";

    private readonly LockPerId _locks = new();
    private long _nextTimer;

    /// <summary>Called after a task that an origin gave was done, on the writer's thread; must not block. Ask <see cref="AnswersAsync"/> then, and at the start.</summary>
    public Action<string>? Answered { get; set; }

    /// <summary>When the next reminder or escalation may come, microseconds since 1970; asked before the store is. 0 until it is known.</summary>
    public long NextTimer
    {
        get => Volatile.Read(ref _nextTimer);
        set => Volatile.Write(ref _nextTimer, value);
    }

    /// <summary>Reads what is asked of people; null, with issues, when it cannot be given.</summary>
    /// <param name="request">The arguments of <c>ask-person</c>, or the body of a request.</param>
    /// <param name="origin">What gives the task; see <see cref="NewTask.Origin"/>.</param>
    /// <param name="key">Its name with its origin.</param>
    /// <param name="by">Who gives it, as the ledger names it: <c>process:…</c>.</param>
    /// <param name="issues">Takes what is wrong, each with its path.</param>
    public NewTask? Read(JqValue request, string origin, string key, string by, IssueSink issues) =>
        new TaskReader(workspace.Current, options.Time.GetUtcNow(), issues).Read(request, origin, key, by);

    /// <summary>Whether there is a group of a name: a role whose people could have tasks.</summary>
    public bool HasGroup(string name) => workspace.Current.People.HasRole(name);

    /// <summary>The work that gives a task, to be handed to the store, or to stand in the work of whoever gives it.</summary>
    public async Task<CreateTaskWork> PrepareAsync(NewTask task, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        long? key = task.Exchange is long exchange ? (await store.Reader.ExchangeAsync(exchange, cancellationToken))?.Key : null;
        TaskRow row = new()
        {
            Id = store.Ids.Next(),
            Origin = task.Origin,
            OriginKey = task.Key,
            Organisation = workspace.Current.Workspace.Installation.Organisation,
            Group = task.Group,
            Person = task.Person,
            Status = HumanTaskStatus.Open,
            Created = Clock.Microseconds(options.Time),
            CreatedBy = task.By,
            Due = task.Due is DateTimeOffset due ? Clock.Microseconds(due) : null,
            Timers = TaskTimer.Write(task.Timers),
            NextAt = task.Timers.Count > 0 ? task.Timers.Min(t => t.At) : null,
            Exchange = task.Exchange,
            Key = key is long known && store.Keys.Find(known) is not null ? known : store.Keys.Next().Number,
            Title = task.Title,
            Form = task.Form?.ToString(),
            Data = task.Data?.ToString(),
            Purpose = task.Purpose,
        };
        return new CreateTaskWork(row, store.Ids.Next(), NoteTimer);
    }

    /// <summary>Gives a task, and returns once it is durable. Given again under the same key it is the first one.</summary>
    public async Task<TaskRow> CreateAsync(NewTask task, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(task);
        if (await store.Reader.TaskAsync(task.Origin, task.Key, cancellationToken) is TaskRow given)
        {
            return given;
        }

        await store.WriteAsync(await PrepareAsync(task, cancellationToken), cancellationToken);
        return (await store.Reader.TaskAsync(task.Origin, task.Key, cancellationToken))!;
    }

    /// <summary>
    /// Tasks of an origin that are done and that it has not gone on from, in the order in which they were. To go on, execute
    /// <see cref="Statements.TakeTaskAnswer"/> with the answer's key and the time in the same transaction: nothing is then lost, and nothing taken twice.
    /// </summary>
    public Task<List<TaskAnswerRow>> AnswersAsync(string origin, int limit, CancellationToken cancellationToken) => store.Reader.TaskAnswersAsync(origin, limit, cancellationToken);

    /// <summary>Ends a task that its origin needs no longer; one that is done or unknown stays as it is.</summary>
    public async Task CancelAsync(string origin, string key, CancellationToken cancellationToken)
    {
        if (await store.Reader.TaskAsync(origin, key, cancellationToken) is { IsRunning: true } row)
        {
            await ChangeAsync(row.Id, TaskActor.Platform(row.Organisation), r => r.IsRunning ? new TaskChange(Over(r, HumanTaskStatus.Cancelled, "platform"), "cancelled") : null, cancellationToken);
        }
    }

    /// <summary>Takes a task for a person.</summary>
    public Task<TaskRow> ClaimAsync(long id, TaskActor actor, CancellationToken cancellationToken) => ChangeAsync(
        id,
        actor,
        row => Running(row, actor).ClaimedBy is not null ? null : new TaskChange(row with { Status = HumanTaskStatus.Claimed, Claimed = Now, ClaimedBy = actor.Name }, "claimed"),
        cancellationToken);

    /// <summary>Gives a task back to its group: one's own, or anybody's for who supervises.</summary>
    public Task<TaskRow> ReleaseAsync(long id, TaskActor actor, bool supervises, CancellationToken cancellationToken) => ChangeAsync(
        id,
        actor,
        row => Running(row, supervises ? null : actor) is { Status: HumanTaskStatus.Claimed } claimed ? new TaskChange(Unclaimed(claimed), "released", claimed.ClaimedBy) : null,
        cancellationToken);

    /// <summary>Says something of a task.</summary>
    public Task<TaskRow> CommentAsync(long id, TaskActor actor, string comment, CancellationToken cancellationToken) =>
        ChangeAsync(id, actor, row => new TaskChange(row, "commented", null, comment), cancellationToken);

    /// <summary>Gives a task to another group, or to one person of a group.</summary>
    public Task<TaskRow> ReassignAsync(long id, TaskActor actor, bool supervises, string? group, string? person, string reason, CancellationToken cancellationToken) => ChangeAsync(
        id,
        actor,
        row =>
        {
            TaskRow to = Unclaimed(Running(row, supervises ? null : actor)) with { Group = group ?? row.Group, Person = person };
            return new TaskChange(to, "reassigned", $"{Whose(row)} -> {Whose(to)}", reason);
        },
        cancellationToken);

    /// <summary>Does a task: with an answer that fits its form.</summary>
    public Task<TaskRow> CompleteAsync(long id, TaskActor actor, JqValue? answer, string? rationale, CancellationToken cancellationToken) => ChangeAsync(
        id,
        actor,
        row =>
        {
            Check(Running(row, actor), answer);
            return new TaskChange(Over(row, HumanTaskStatus.Completed, actor.Name) with { Answer = (answer ?? JqValue.Null).ToString(), Rationale = rationale }, "completed");
        },
        cancellationToken);

    /// <summary>Does what has come up for a task: reminds its people, or passes it to another group.</summary>
    public Task<TaskRow> FireAsync(long id, CancellationToken cancellationToken) =>
        ChangeAsync(id, TaskActor.Platform(workspace.Current.Workspace.Installation.Organisation), Fired, cancellationToken);

    private long Now => Clock.Microseconds(options.Time);

    private static string Whose(TaskRow row) => row.Person is null ? row.Group : $"{row.Group}, {row.Person}";

    private static TaskRow Unclaimed(TaskRow row) => row with { Status = HumanTaskStatus.Open, Claimed = null, ClaimedBy = null };

    private TaskRow Over(TaskRow row, HumanTaskStatus status, string by) => row with { Status = status, Ended = Now, EndedBy = by, Timers = "", NextAt = null };

    /// <summary>The task, if it is not over, is not another's alone, and nobody else than this actor has taken it; null asks not whose it is.</summary>
    private static TaskRow Running(TaskRow row, TaskActor? actor)
    {
        if (!row.IsRunning)
        {
            throw new ProblemException(new Problem(409, TaskIssues.Ended, $"It was {(row.Status == HumanTaskStatus.Completed ? "done" : "cancelled")} by {row.EndedBy}.", "address: id"));
        }

        if (actor is not null && row.Person is string person && actor.Name != "person:" + person)
        {
            throw new ProblemException(new Problem(409, TaskIssues.Taken, $"It is for {person} alone.", "address: id"));
        }

        return actor is null || row.ClaimedBy is null || row.ClaimedBy == actor.Name
            ? row
            : throw new ProblemException(new Problem(409, TaskIssues.Taken, $"{row.ClaimedBy} has taken it.", "address: id"));
    }

    private static void Check(TaskRow row, JqValue? answer)
    {
        if (row.Form is null || !JqValue.TryParse(System.Text.Encoding.UTF8.GetBytes(row.Form), out JqValue? form, out _))
        {
            return;
        }

        IReadOnlyList<SchemaFault> faults = JsonSchema.Compile(form, []).Faults(answer ?? JqValue.Null);
        if (faults.Count > 0)
        {
            throw new ProblemException(new Problem(422, TaskIssues.AnswerDoesNotFit, $"{faults.Count} of its parts are not as the form asks; the first: {faults[0]}.", "body: answer")
            {
                Issues = [.. faults.Select(f => new Issue(TaskIssues.AnswerDoesNotFit, f.Message) { Path = f.Place })],
            });
        }
    }

    private TaskChange? Fired(TaskRow row)
    {
        IReadOnlyList<TaskTimer> timers = TaskTimer.Read(row.Timers);
        if (!row.IsRunning || timers is not [TaskTimer first, ..] || first.At > Now)
        {
            return null;
        }

        TaskTimer[] rest = [.. timers.Skip(1)];
        TaskRow after = row with { Timers = TaskTimer.Write(rest), NextAt = rest.Length > 0 ? rest[0].At : null };
        return first.Group is not string group
            ? new TaskChange(after with { Reminded = row.Reminded + 1 }, "reminded", Whose(row))
            : new TaskChange(Unclaimed(after) with { Group = group, Person = null, Escalated = row.Escalated + 1 }, "escalated", $"{Whose(row)} -> {group}");
    }

    private async Task<TaskRow> ChangeAsync(long id, TaskActor actor, Func<TaskRow, TaskChange?> change, CancellationToken cancellationToken)
    {
        using (await _locks.EnterAsync(id, cancellationToken))
        {
            TaskRow row = await store.Reader.TaskAsync(id, cancellationToken) ?? throw new InvalidOperationException("The task is not there.");
            if (change(row) is not TaskChange made)
            {
                return row;
            }

            await store.WriteAsync(new ChangeTaskWork(made, actor, store.Ids.Next(), store.Ids.Next(), Changed), cancellationToken);
            return made.Row;
        }
    }

    private void Changed(TaskRow row)
    {
        NoteTimer(row.NextAt);
        if (row.Status == HumanTaskStatus.Completed && row.Origin != FromApi)
        {
            Answered?.Invoke(row.Origin);
        }
    }

    /// <summary>Makes sure that the store is asked for reminders and escalations at a moment; null for none.</summary>
    public void NoteTimer(long? at)
    {
        // 0 is earlier than all: the store is asked then in any case.
        long known = NextTimer;
        while (at is long moment && moment < known)
        {
            long seen = Interlocked.CompareExchange(ref _nextTimer, moment, known);
            if (seen == known)
            {
                return;
            }

            known = seen;
        }
    }
}
