using Parley.Engine.Calendar;
using Parley.Engine.Expressions;
using Parley.Engine.Issues;
using Parley.Engine.Processes;
using Parley.Engine.Processes.Schemas;
using Parley.Engine.Processes.Tasks;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Workspace.Reading;

/// <summary>
/// Checks the calls of Parley's own functions against the rest of the workspace: the systems, groups, purposes and calendars that they name must be there, and must be able to do what is asked
/// of them. What is computed is found out when it runs.
/// </summary>
internal sealed class ProcessCallCheck(ReadContext context, InstallationDefinition? installation, ProcessNames names)
{
    // Of systems with a faulty file it is not known what they send and accept.
    private readonly bool _isSound = !context.Issues.HasErrors;

    /// <summary>Checks one call.</summary>
    public void Check(CallParleyNode call)
    {
        Purpose(call);
        switch (call.Function.Name)
        {
            case ParleyFunctions.AskPerson:
                AskPerson(call);
                break;
            case "ask":
                Ask(call);
                break;
            case "send":
                Send(call);
                break;
            case "look-up" when Text(call.Argument("type")) is { } type && !context.Dictionary.Types.ContainsKey(type):
                Report(call, "type", WorkspaceIssues.UnknownRecordType, $"there is no record type '{type}'{YamlForms.DidYouMean(type, context.Dictionary.Types.Keys)}");
                break;
            case "wait-working-days":
                Calendar(call, "country", call.Argument("country"));
                break;
        }
    }

    private static string? Text(JqValue? value) => value is { Kind: JqKind.String } text ? text.AsString : null;

    private static IReadOnlyList<JqValue> Several(JqValue? value) => value is null ? [] : value.Kind == JqKind.Array ? [.. value.Items] : [value];

    private void Purpose(CallParleyNode call)
    {
        if (Text(call.Argument("purpose")) is { } purpose && !names.Purposes.Contains(purpose, StringComparer.Ordinal))
        {
            Report(call, "purpose", AgreementIssues.UnknownPurpose, $"there is no purpose '{purpose}'{YamlForms.DidYouMean(purpose, names.Purposes)}");
        }
    }

    private void AskPerson(CallParleyNode call)
    {
        Group(call, "group", Text(call.Argument("group")));
        foreach (JqValue escalation in Several(call.Argument("escalation")))
        {
            Group(call, "escalation", Text(escalation.Member("group")));
        }

        Calendar(call, "due", call.Argument("due")?.Member("calendar"));
        if (call.Argument("form") is { Kind: not JqKind.Null } form)
        {
            List<string> faults = [];
            JsonSchema.Compile(form, faults);
            faults.ForEach(f => Report(call, "form", ProcessIssues.BadSchema, $"the form is no JSON Schema that can be used: {f}"));
        }
    }

    private void Group(CallParleyNode call, string argument, string? group)
    {
        if (group is not null && !names.Roles.Contains(group, StringComparer.Ordinal))
        {
            Report(call, argument, AccessIssues.UnknownRole, $"there is no role '{group}' in access.yaml whose people could be asked{YamlForms.DidYouMean(group, names.Roles)}");
        }
    }

    private void Calendar(CallParleyNode call, string argument, JqValue? calendar)
    {
        if (Text(calendar) is { } name && !names.Calendars.Contains(name, StringComparer.Ordinal))
        {
            Report(call, argument, CalendarIssues.NoSuchCalendar, $"there is no calendar '{name}'; there are {string.Join(", ", names.Calendars)}");
        }
    }

    private void Ask(CallParleyNode call)
    {
        foreach (string name in Several(call.Argument("system")).Select(Text).OfType<string>())
        {
            if (System(call, name) is { Answers.Count: 0 })
            {
                string[] asked = [.. names.Systems.Values.Where(s => s.Answers.Count > 0).Select(s => s.Id).Order(StringComparer.Ordinal)];
                Report(call, "system", ProcessIssues.CannotBeDone, $"'{name}' answers no questions; {(asked.Length == 0 ? "no system does" : "those that do are " + string.Join(", ", asked))}");
            }
        }
    }

    private void Send(CallParleyNode call)
    {
        SystemDefinition? recipient = Text(call.Argument("system")) is { } name ? System(call, name) : null;
        if (!_isSound || installation?.Processes.System is not { } own || !names.Systems.TryGetValue(own, out SystemDefinition? speaker) || Text(call.Argument("message")) is not { } message)
        {
            return;
        }

        if (!speaker.Messages.TryGetValue(message, out MessageTypeDefinition? type))
        {
            Report(call, "message", WorkspaceIssues.UnknownMessageType, $"'{own}', whom processes speak as, has no message type '{message}'{YamlForms.DidYouMean(message, speaker.Messages.Keys)}");
        }
        else if (!type.Translation.CanRead)
        {
            Report(call, "message", WorkspaceIssues.WrongDirection, $"'{message}' of '{own}' is to be read, and its translation cannot read it");
        }
        else if (recipient is not null && !recipient.Accepts.Any(a => Takes(a, type.Translation.SubjectType.Name, own)))
        {
            Report(call, "system", ProcessIssues.CannotBeDone, $"'{recipient.Id}' accepts no {type.Translation.SubjectType.Name}, which '{message}' is about, from '{own}'");
        }
    }

    private static bool Takes(AcceptDefinition accept, string subject, string source) =>
        accept.Types.Contains(subject, StringComparer.Ordinal) && (accept.From.Count == 0 || accept.From.Contains(source, StringComparer.Ordinal));

    private SystemDefinition? System(CallParleyNode call, string name)
    {
        if (names.Systems.TryGetValue(name, out SystemDefinition? system))
        {
            return system;
        }

        Report(call, "system", WorkspaceIssues.UnknownSystem, $"there is no system '{name}'{YamlForms.DidYouMean(name, names.Systems.Keys)}");
        return null;
    }

    private void Report(CallParleyNode call, string argument, IssueCode code, string message) => context.Issues.Add(code, $"{call.Head.Name}: {message}", call.PlaceOf(argument));
}
