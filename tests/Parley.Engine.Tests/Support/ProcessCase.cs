using System.Text;
using Parley.Engine.Expressions;
using Parley.Engine.Processes;

namespace Parley.Engine.Tests.Support;

/// <summary>
/// A case in one text file: a definition, then sections that a line of ten hyphens and a name begins. <c>input</c>, <c>http</c> (an array of method,
/// uri, status, headers, body), <c>events</c>, <c>answers</c> (by task name) are JSON; <c>with</c> is a further definition; <c>checks</c> are jq
/// conditions, one a line, on the result: status, output, error, tasks, names, requests, waited.
/// </summary>
internal sealed class ProcessCase
{
    private readonly ILookup<string, string> _sections;

    private ProcessCase(IEnumerable<(string Name, string Text)> sections) => _sections = sections.ToLookup(s => s.Name, s => s.Text);

    public string Definition => _sections[""].Single();

    public JqValue Input => Json("input", "{}");

    public IReadOnlyList<string> Checks => [.. _sections["checks"].SelectMany(c => c.Split('\n')).Select(c => c.Trim()).Where(c => c.Length > 0 && c[0] != '#')];

    public static IEnumerable<string> Names(string folder) => Directory.GetFiles(Folder(folder), "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal);

    public static ProcessCase Read(string folder, string name) => Parse(File.ReadAllText(Path.Combine(Folder(folder), name + ".txt")));

    public static ProcessCase Parse(string text)
    {
        List<(string Name, string Text)> sections = [];
        string current = "";
        StringBuilder body = new();
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("---------- ", StringComparison.Ordinal))
            {
                sections.Add((current, body.ToString()));
                (current, _) = (line[11..].Trim(), body.Clear());
            }
            else
            {
                body.Append(line).Append('\n');
            }
        }

        sections.Add((current, body.ToString()));
        return new ProcessCase(sections);
    }

    /// <summary>A driver with all that the case gives.</summary>
    public ProcessDriver Driver(ProcessSettings settings, bool stores, Func<int, int>? pick = null)
    {
        List<JqValue> http = [.. Json("http", "[]").Items];
        JqValue answers = Json("answers", "{}");
        Dictionary<string, int> asked = [];
        ProcessDriver driver = new([ProcessDriver.Read(Definition), .. _sections["with"].Select(ProcessDriver.Read)])
        {
            Settings = settings,
            Stores = stores,
            Pick = pick ?? (_ => 0),
            Http = call => Answered(http, asked, call),
            Answer = effect => answers.Member(effect.Key[(effect.Key.LastIndexOf('/') + 1)..].Split('@')[0]),
        };
        driver.Events.AddRange(Json("events", "[]").Items);
        return driver;
    }

    /// <summary>The result of a run, for the checks.</summary>
    public static JqValue Result(ProcessDriver driver) => JqValue.FromMembers(
    [
        new("status", JqValue.From(driver.State.Status.ToString().ToLowerInvariant())),
        new("output", driver.State.Output ?? JqValue.Null),
        new("error", driver.State.Error?.ToValue() ?? JqValue.Null),
        new("tasks", JqValue.FromItems(driver.Tasks.Select(t => JqValue.From(t)))),
        new("names", JqValue.FromItems(driver.Tasks.Select(t => JqValue.From(t[(t.LastIndexOf('/') + 1)..])))),
        new("requests", JqValue.FromItems(driver.Effects.OfType<HttpEffect>().Select(e => e.ToValue().Member("request")!))),
        new("effects", JqValue.FromItems(driver.Effects.Where(e => e is not (LifecycleEffect or ContinueEffect)).Select(e => e.ToValue()))),
        new("lifecycle", JqValue.FromItems(driver.Effects.OfType<LifecycleEffect>().Select(e => e.ToValue()))),
        new("history", JqValue.FromItems(driver.State.History.Select(h => JqValue.From($"{h.What} {h.Task}")))),
        new("waited", JqValue.From((driver.Now - ProcessDriver.Start).TotalSeconds)),
    ]);

    private static HttpAnswer? Answered(List<JqValue> http, Dictionary<string, int> asked, HttpEffect call)
    {
        List<JqValue> fitting = [.. http.Where(h => h.Member("uri")!.AsString == call.Request.Uri && (h.Member("method") is null || h.Member("method")!.AsString == call.Request.Method))];
        if (fitting.Count == 0)
        {
            return null;
        }

        // Of several answers for one address each is given once, the last again and again.
        int time = asked[call.Request.Uri] = asked.GetValueOrDefault(call.Request.Uri, -1) + 1;
        JqValue one = fitting[Math.Min(time, fitting.Count - 1)];
        Dictionary<string, string> headers = (one.Member("headers")?.Members ?? []).ToDictionary(m => m.Key, m => m.Value.AsString);
        headers.TryAdd("Content-Type", "application/json");
        JqValue? body = one.Member("body");
        return new HttpAnswer(
            (int)(one.Member("status")?.AsNumber ?? 200), headers, body is null ? default : headers["Content-Type"] == "application/json" ? body.ToUtf8() : Encoding.UTF8.GetBytes(body.AsString));
    }

    private static string Folder(string folder) => Path.Combine(Repository.Root, "tests", "Parley.Engine.Tests", "Processes", folder);

    private JqValue Json(string section, string otherwise) => ProcessDriver.Json(_sections[section].FirstOrDefault() ?? otherwise);
}
