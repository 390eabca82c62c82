using System.Security.Cryptography;
using System.Text;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Xunit;

namespace Parley.Server.Tests.Support;

/// <summary>The desk's two systems as a workspace of files, so that the text of each version is there to be kept.</summary>
internal static class ReplayEstate
{
    /// <summary>Good when the control room's translation reads the grade 3, held before.</summary>
    public const string Third = """{"no":"WX-3","grade":"1","opened":"01/03/2026","text":"A window is broken."}""";

    public const string Incident = """
        translation: beacon-incident
        format: json
        records:
          incident:
            type: Incident
            attributes:
              reference: { at: no, required: true }
              reportedAt: { at: opened, datetime: "yyyy-MM-dd'T'HH:mm:ss'Z'", zone: UTC }
              grade: { at: grade, codes: { "1": immediate, "2": priority } }
              narrative: text
          caller:
            type: Person
            at: caller
            attributes: { familyName: name, dateOfBirth: { at: born, date: dd/MM/yyyy } }
        links:
          - { from: caller, role: reporting-person, to: incident }
        """;

    public const string Event = """
        translation: records-event
        format: json
        records:
          incident:
            type: Incident
            attributes: { reference: { at: ref, required: true }, grade: { at: grade, codes: { I: immediate, P: priority } }, narrative: { at: words, required: true } }
          caller:
            type: Person
            at: caller
            attributes: { familyName: surname, dateOfBirth: { at: dob, date: yyyy-MM-dd } }
        links:
          - { from: caller, role: reporting-person, to: incident }
        """;

    /// <summary>The files of a version.</summary>
    public static Dictionary<string, string> Files(Uri records, string incident = Incident, string eventText = Event, Uri? court = null, string storage = "sqlite: store.db")
    {
        Dictionary<string, string> files = new()
        {
            ["parley.yaml"] = $"installation: Test\norganisation: wexshire-police\ndictionary: \"2026.1\"\nstorage: {{ {storage} }}\noperator-keys: [ {{ id: op, sha256: {Hash(Estate.OperatorKey)} }} ]\n",
            ["organisations/wexshire-police.yaml"] = "organisation: wexshire-police\nname: Wexshire Police\nkind: force\n",
            ["systems/beacon/system.yaml"] = $"system: beacon\nname: Beacon\norganisation: wexshire-police\nkeys: [ {{ id: k1, sha256: {Hash(Estate.KeyOf("beacon"))} }} ]\nmessages: {{ incident: incident.yaml }}\n",
            ["systems/beacon/incident.yaml"] = incident,
            ["systems/records/system.yaml"] = Recipient("records", records),
            ["systems/records/event.yaml"] = eventText,
        };
        if (court is not null)
        {
            files["systems/court/system.yaml"] = Recipient("court", court);
            files["systems/court/event.yaml"] = Event.Replace("records-event", "court-event", StringComparison.Ordinal);
        }

        return files;
    }

    /// <summary>Starts a server on the files; in the same folder it is the same installation with another version of its workspace.</summary>
    public static Task<TestServer> StartAsync(Dictionary<string, string> files, string root, TimeProvider? time = null)
    {
        IssueSink issues = new();
        LoadedWorkspace? loaded = WorkspaceReader.Read([.. files.Select(f => new WorkspaceFile(f.Key, Encoding.UTF8.GetBytes(f.Value)))], issues);
        Assert.True(loaded is not null, string.Join('\n', issues.Issues));
        return TestServer.StartAsync(
            new Estate(), root, o => o with { Workspace = loaded with { Installation = loaded.Installation with { Listen = "http://127.0.0.1:0" } }, Translation = TranslationCalls.Compiled, Time = time ?? TimeProvider.System });
    }

    private static string Recipient(string id, Uri address) =>
        $"system: {id}\nname: {id}\norganisation: wexshire-police\nmessages: {{ event: event.yaml }}\naccepts:\n  - message: event\n    deliver: {{ http: {{ url: \"{address}\" }}, retry: {{ attempts: 2, first: 20ms, most: 50ms }} }}\n";

    private static string Hash(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
