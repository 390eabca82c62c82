using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Translation;
using Parley.Engine.Workspace;
using Parley.Engine.Workspace.Reading;
using ValueType = Parley.Engine.Dictionary.ValueType;

namespace Parley.Engine.Tests.Workspace.Support;

/// <summary>A workspace in memory: sound until a test changes a file, with a dictionary of two types and translations that are only named.</summary>
internal sealed class TestWorkspace
{
    private static readonly CodeList Categories = new("category", "1", "test", [("burglary", "Burglary", false), ("theft", "Theft", false)]);

    private static readonly PoleDictionary Small = new(
        "2026.1",
        [
            new RecordType("Incident", RecordKind.Event,
            [
                new AttributeDefinition { Name = "reference", Type = ValueType.Text },
                new AttributeDefinition { Name = "crimeReference", Type = ValueType.Text },
                new AttributeDefinition { Name = "category", Type = ValueType.Code, Codes = Categories },
            ]),
            new RecordType("Person", RecordKind.Person, [new AttributeDefinition { Name = "surname", Type = ValueType.Text }]),
        ],
        [], [], [Categories], []);

    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public TestWorkspace()
    {
        With("parley.yaml", "installation: Wexshire\norganisation: wexshire-police\ndictionary: \"2026.1\"\n");
        With("organisations/wexshire-police.yaml", "organisation: wexshire-police\nname: Wexshire Police\nkind: force\n");
        With("systems/beacon/system.yaml", "system: beacon\nname: Beacon\norganisation: wexshire-police\nmessages:\n  incident: incident.yaml\n");
        With("systems/beacon/incident.yaml", "beacon-incident Incident both");
        With("systems/cornerstone/system.yaml", Cornerstone(""));
        With("systems/cornerstone/crime.yaml", "cornerstone-crime Incident both");
        With("systems/cornerstone/answer.yaml", "cornerstone-answer Incident read");
    }

    public IssueSink Issues { get; } = new();

    public static string Cornerstone(string accepts) =>
        "system: cornerstone\nname: Cornerstone\norganisation: wexshire-police\n"
        + "messages:\n  crime: { translation: crime.yaml, on-issue: reject }\n  answer: answer.yaml\n" + accepts;

    public TestWorkspace With(string path, string text) => With(path, Encoding.UTF8.GetBytes(text));

    public TestWorkspace With(string path, byte[] content)
    {
        _files[path] = content;
        return this;
    }

    public TestWorkspace Without(string path)
    {
        _files.Remove(path);
        return this;
    }

    public LoadedWorkspace? Read(Func<string, string?>? environment = null) => WorkspaceReader.Read(
        [.. _files.Select(f => new WorkspaceFile(f.Key, f.Value))], Issues, environment, new WorkspaceTools((_, _) => Small, Compile));

    // The stand-in for a translation file: its name, its subject's type and its directions; "faulty" does not compile.
    private static Translator? Compile(string path, string text, PoleDictionary dictionary, IssueSink issues)
    {
        string[] words = text.Split(' ');
        if (words[0] == "faulty")
        {
            issues.Add(new IssueCode("TST001", Severity.Error, "faulty", "mend it"), "the translation is faulty", new SourcePosition(path, 1, 1));
            return null;
        }

        // Nothing here translates, so the translator has no plans.
        return new Translator(null!, null!, null!, null!)
        {
            Name = words[0],
            File = path,
            Format = null!,
            SubjectType = dictionary.Types[words[1]],
            CanRead = words[2] is "both" or "read",
            CanWrite = words[2] is "both" or "write",
        };
    }
}
