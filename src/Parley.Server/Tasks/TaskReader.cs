using Parley.Engine.Expressions;
using Parley.Engine.Issues;
using Parley.Engine.Processes.Schemas;
using Parley.Engine.Workspace.Yaml;
using Parley.Server.Storage;

namespace Parley.Server.Tasks;

/// <summary>
/// Reads what is asked of people: the body of <c>POST /v1/tasks</c>, and the arguments of a process's <c>ask-person</c>. All that is wrong is reported, each with
/// its place. Used once.
/// </summary>
/// <param name="snapshot">The workspace: its groups, calendars and purposes.</param>
/// <param name="now">The moment that due times count from, unless the request names another.</param>
/// <param name="issues">Takes what is wrong.</param>
internal sealed class TaskReader(Snapshot snapshot, DateTimeOffset now, IssueSink issues)
{
    private const int MostTitle = 300;
    private const int MostCharacters = 256 * 1024;

    private static readonly string[] s_members = ["title", "group", "person", "form", "data", "due", "reminders", "escalation", "purpose", "exchange"];

    private readonly TaskMembers _members = new(snapshot, issues);

    /// <summary>Reads a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="origin">What gives the task.</param>
    /// <param name="key">Its name with its origin.</param>
    /// <param name="by">Who gives it, as the ledger names it.</param>
    /// <returns>The task; null when anything is wrong.</returns>
    public NewTask? Read(JqValue request, string origin, string key, string by)
    {
        if (request.Kind != JqKind.Object)
        {
            _members.Fault("", "a task is a JSON object");
            return null;
        }

        foreach ((string name, JqValue _) in request.Members.Where(m => !s_members.Contains(m.Key, StringComparer.Ordinal)))
        {
            _members.Fault(name, $"a task has no '{name}'; it has {string.Join(", ", s_members)}");
        }

        string? title = _members.Required(request, "title", MostTitle);
        string? group = _members.Group(request, "group");
        string? person = _members.Optional(request, "person", TaskMembers.MostName);
        (DateTimeOffset? due, List<TaskTimer> timers) = new TaskTimes(snapshot, now, _members, issues).Read(request);
        CheckForm(request.Member("form"));
        NewTask task = new()
        {
            Origin = origin,
            Key = key,
            By = by,
            Title = title ?? "",
            Group = group ?? "",
            Person = person,
            Form = Given(request, "form"),
            Data = Given(request, "data"),
            Purpose = Purpose(request),
            Due = due,
            Timers = timers,
            Exchange = Exchange(request),
        };
        return issues.HasErrors ? null : task;
    }

    private JqValue? Given(JqValue request, string name)
    {
        JqValue? value = request.Member(name);
        if (!TaskMembers.IsGiven(value))
        {
            return null;
        }

        if (value!.ToString().Length > MostCharacters)
        {
            _members.Fault(name, $"'{name}' has more than {MostCharacters} characters");
        }

        return value;
    }

    private string? Purpose(JqValue request)
    {
        string? purpose = _members.Optional(request, "purpose", TaskMembers.MostName);
        if (purpose is not null && !snapshot.Workspace.Sharing.Purposes.ContainsKey(purpose))
        {
            _members.Fault("purpose", $"there is no purpose '{purpose}'{YamlForms.DidYouMean(purpose, snapshot.Workspace.Sharing.Purposes.Keys)}");
        }

        return purpose;
    }

    private long? Exchange(JqValue request)
    {
        string? text = _members.Optional(request, "exchange", TaskMembers.MostName);
        if (text is null)
        {
            return null;
        }

        if (!PublicId.TryParse('x', text, out long exchange))
        {
            _members.Fault("exchange", $"'{text}' is no exchange");
        }

        return exchange;
    }

    private void CheckForm(JqValue? form)
    {
        if (!TaskMembers.IsGiven(form))
        {
            return;
        }

        List<string> faults = [];
        JsonSchema.Compile(form!, faults);
        foreach (string fault in faults)
        {
            _members.Fault("form", $"the form is no JSON Schema that can be used: {fault}");
        }
    }
}
