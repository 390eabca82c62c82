namespace Parley.EndToEnd.Tests.Support;

/// <summary>
/// A workspace of four systems. Alpha hands in incidents in JSON, which beta takes in XML and gamma in CSV, both over HTTP; delta hands them
/// in as XML, and alpha takes those in JSON. Addresses, keys and details come from the environment.
/// </summary>
internal static class HttpEstate
{
    /// <summary>Everything the workspace asks the environment for; addresses of recipients that a test does not have lead nowhere.</summary>
    public static Dictionary<string, string> Environment(string? alpha = null, string? beta = null, string? gamma = null) => new()
    {
        ["ALPHA_KEY"] = Key("alpha"),
        ["BETA_KEY"] = Key("beta"),
        ["GAMMA_KEY"] = Key("gamma"),
        ["DELTA_KEY"] = Key("delta"),
        ["ALPHA_URL"] = alpha ?? "http://127.0.0.1:9",
        ["BETA_URL"] = beta ?? "http://127.0.0.1:9",
        ["GAMMA_URL"] = gamma ?? "http://127.0.0.1:9",
    };

    public static string Key(string system) => $"{system}-key-for-this-test-only";

    /// <summary>An incident of alpha's.</summary>
    public static string Incident(string number, string text) => $$"""{"no":"{{number}}","when":"2026-03-01T10:00:00Z","grade":"1","text":"{{text}}"}""";

    /// <param name="storage">The value of <c>storage</c> in parley.yaml.</param>
    /// <param name="withReply">Whether beta's answers are messages.</param>
    /// <param name="onIssue">What happens to alpha's and delta's faulty messages.</param>
    /// <param name="gammaTakes">Whether gamma is a recipient at all.</param>
    /// <param name="drop">Whether alpha's messages are also taken from its folder <c>drop</c>.</param>
    /// <param name="most">The greatest size of a message.</param>
    public static TemporaryFolder Create(
        string storage = "{ sqlite: .parley/store.db }", bool withReply = false, string onIssue = "reject", bool gammaTakes = true, string most = "256KiB", bool drop = false) => new TemporaryFolder()
        .With("parley.yaml", $"installation: Small\norganisation: wexshire-police\ndictionary: \"2026.1\"\nstorage: {storage}\nmax-message: {most}\n")
        .With("organisations/wexshire-police.yaml", "organisation: wexshire-police\nname: Wexshire Police\nkind: force\n")
        .With("systems/alpha/system.yaml", $$"""
            system: alpha
            name: Alpha
            organisation: wexshire-police
            keys: [ { id: dev, secret: env:ALPHA_KEY } ]
            messages: { incident: { translation: incident.yaml, on-issue: {{onIssue}} } }
            {{(drop ? "intake: [ { folder: { path: drop, pattern: \"*.ndjson\", message: incident, settle: 100ms } } ]" : "")}}
            accepts:
              - message: incident
                from: [delta]
                deliver: { http: { url: "${ALPHA_URL}/incidents" } }
            """)
        .With("systems/alpha/incident.yaml", """
            translation: alpha-incident
            format: json
            records:
              incident:
                type: Incident
                attributes:
                  reference: { at: no, required: true }
                  reportedAt: { at: when, datetime: "yyyy-MM-dd'T'HH:mm:ss'Z'", zone: UTC }
                  grade: { at: grade, codes: grade }
                  type: kind
                  summary: short
                  narrative: text
              caller:
                type: Person
                at: caller
                attributes: { familyName: surname, descriptionText: looks, gender: { at: sex, codes: sex } }
              notes:
                type: LogEntry
                each: "notes[]"
                attributes: { text: "." }
            links:
              - { from: caller, role: reporting-person, to: incident }
              - { from: notes, role: log-of, to: incident }
            codes:
              grade: { "1": immediate, "2": priority, "3": scheduled, "4": resolution-without-deployment }
              sex: { F: female, M: male }
            """)
        .With("systems/beta/system.yaml", $$"""
            system: beta
            name: Beta
            organisation: wexshire-police
            keys: [ { id: dev, secret: env:BETA_KEY } ]
            messages: { event: event.yaml{{(withReply ? ", answer: answer.yaml" : "")}} }
            accepts:
              - message: event
                from: [alpha]
                deliver:
                  http: { url: "${BETA_URL}/events" }
                  retry: { attempts: 20, first: 100ms, most: 1s }
                  breaker: { failures: 5, open: 300ms }
                {{(withReply ? "reply: answer" : "")}}
            """)
        .With("systems/beta/event.yaml", Event("beta-event"))
        .WithIf(withReply, "systems/beta/answer.yaml", """
            translation: beta-answer
            format: { xml: { root: Answer } }
            records:
              incident:
                type: Incident
                attributes:
                  crimeReference: { at: Crime, required: true }
            """)
        .With("systems/gamma/system.yaml", $$"""
            system: gamma
            name: Gamma
            organisation: wexshire-police
            keys: [ { id: dev, secret: env:GAMMA_KEY } ]
            messages: { row: row.yaml }
            {{(gammaTakes ? """
            accepts:
              - message: row
                from: [alpha]
                deliver:
                  http: { url: "${GAMMA_URL}/rows" }
                  retry: { attempts: 20, first: 100ms, most: 1s }
            """ : "")}}
            """)
        .With("systems/gamma/row.yaml", """
            translation: gamma-row
            format: { csv: { columns: [REF, REPORTED, GRADE, KIND, SHORT, TEXT, SURNAME, LOOKS] } }
            records:
              incident:
                type: Incident
                attributes:
                  reference: REF
                  reportedAt: { at: REPORTED, datetime: "yyyy-MM-dd'T'HH:mm:ss'Z'", zone: UTC }
                  grade: GRADE
                  type: KIND
                  summary: SHORT
                  narrative: TEXT
              caller: { type: Person, attributes: { familyName: SURNAME, descriptionText: LOOKS } }
            links:
              - { from: caller, role: reporting-person, to: incident }
            """)
        .With("systems/delta/system.yaml", $$"""
            system: delta
            name: Delta
            organisation: wexshire-police
            keys: [ { id: dev, secret: env:DELTA_KEY } ]
            messages: { event: { translation: event.yaml, on-issue: {{onIssue}} } }
            """)
        .With("systems/delta/event.yaml", Event("delta-event"));

    private static string Event(string name) => $$"""
        translation: {{name}}
        format: { xml: { root: Event } }
        records:
          incident:
            type: Incident
            attributes:
              grade: "@grade"
              type: "@kind"
              reference: { at: Reference, required: true }
              reportedAt: ReportedAt
              summary: Short
              narrative: Narrative
          caller: { type: Person, at: Caller, attributes: { descriptionText: "@looks", gender: "@gender", familyName: Surname } }
          notes: { type: LogEntry, each: "Note[]", attributes: { text: "." } }
        links:
          - { from: caller, role: reporting-person, to: incident }
          - { from: notes, role: log-of, to: incident }
        """;
}
