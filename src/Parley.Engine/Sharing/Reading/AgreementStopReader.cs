using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Sharing.Reading;

/// <summary>Reads <c>agreements/NAME.state.yaml</c>: a party's act that stops an agreement.</summary>
internal static class AgreementStopReader
{
    private static readonly YamlForm<string> State = YamlForms.OneOf("suspended", "ended", "withdrawn");

    /// <summary>Reads the act; null when it says no state or day.</summary>
    public static AgreementStop? Read(YamlMap map, AgreementParties parties)
    {
        string? state = map.Required("state", State);
        DateOnly from = map.Required("from", YamlForms.Date);
        string? by = map.Required("by", YamlForms.Name);
        string person = map.Optional("person", YamlForms.Text, "");
        string? reason = map.Required("reason", YamlForms.Text);
        map.ReportUnknownKeys();
        if (by is not null && !parties.All.Contains(by, StringComparer.Ordinal))
        {
            map.Find("by")!.Report(AgreementIssues.StopByOther, $"'{by}' is no party of the agreement{YamlForms.DidYouMean(by, parties.All)}");
        }

        return state is null || from == default || by is null || reason is null ? null : new AgreementStop(
            state switch { "suspended" => AgreementState.Suspended, "ended" => AgreementState.Ended, _ => AgreementState.Withdrawn },
            from,
            person.Length == 0 ? by : $"{person} for {by}",
            reason);
    }
}
