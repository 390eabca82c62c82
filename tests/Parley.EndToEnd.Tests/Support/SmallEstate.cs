namespace Parley.EndToEnd.Tests.Support;

/// <summary>A workspace of two systems: alpha sends incidents in JSON, beta takes them in XML as files.</summary>
internal static class SmallEstate
{
    public const string Message = """{"no":"WX-1","when":"2026-03-01T10:00:00Z","grade":"1","text":"A window is broken."}""";

    public const string BadMessage = """{"no":"WX-2","when":"yesterday","grade":"1","text":"A window is broken."}""";

    public static TemporaryFolder Create() => new TemporaryFolder()
        .With("parley.yaml", "installation: Small\norganisation: wexshire-police\ndictionary: \"2026.1\"\n")
        .With("organisations/wexshire-police.yaml", "organisation: wexshire-police\nname: Wexshire Police\nkind: force\n")
        .With("systems/alpha/system.yaml", """
            system: alpha
            name: Alpha
            organisation: wexshire-police
            keys: [ { id: dev, secret: env:ALPHA_KEY } ]
            messages: { incident: incident.yaml }
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
                  narrative: text
            codes:
              grade: { "1": immediate, "2": priority, "3": scheduled, "4": resolution-without-deployment }
            """)
        .With("systems/beta/system.yaml", """
            system: beta
            name: Beta
            organisation: wexshire-police
            messages: { event: event.yaml }
            accepts:
              - message: event
                deliver: { folder: { path: out, file: "{reference}-{delivery}.xml" } }
            """)
        .With("systems/beta/event.yaml", """
            translation: beta-event
            format: { xml: { root: Event } }
            records:
              incident:
                type: Incident
                attributes:
                  grade: "@grade"
                  reference: Reference
                  reportedAt: ReportedAt
                  narrative: Narrative
            """);
}
