using System.Diagnostics;
using System.Globalization;
using Parley.Engine.Dictionary;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;

namespace Parley.Bench.Decisions;

/// <summary>What a decision costs a record in processor time (the machine may be busy with other work), by the number of agreements of the pair and of others.</summary>
internal sealed class DecideBench(TimeSpan duration)
{
    private static readonly string[] s_types = ["Incident", "Location", "Person", "Vehicle"];

    private static readonly PoleDictionary Pole = BuiltInDictionary.BuiltIn;

    private static readonly Dictionary<string, OrganisationDefinition> Organisations = new[] { "wexshire", "eastmoor" }
        .Concat(Enumerable.Range(0, 50).Select(i => $"force{i}"))
        .ToDictionary(id => id, id => new OrganisationDefinition { Id = id, Name = id, Kind = "force", Regime = "law-enforcement" });

    public List<DecideResult> Run() =>
    [
        Measure("local, no agreement", "wexshire", []),
        Measure("1 agreement", "eastmoor", Of(1, "eastmoor", Shape.Same)),
        Measure("200 that say the same", "eastmoor", Of(200, "eastmoor", Shape.Same)),
        Measure("200 with attributes of their own", "eastmoor", Of(200, "eastmoor", Shape.Attributes)),
        Measure("200 with roles of their own", "eastmoor", Of(200, "eastmoor", Shape.Roles)),
        Measure("1, and 200 of others", "eastmoor", [.. Of(1, "eastmoor", Shape.Same), .. Of(200, null, Shape.Attributes)]),
        Measure("1, and 2,000 of others", "eastmoor", [.. Of(1, "eastmoor", Shape.Same), .. Of(2_000, null, Shape.Attributes)]),
        Measure("1 with a condition in jq on each record", "eastmoor", Of(1, "eastmoor", Shape.Condition)),
    ];

    public static void Print(IReadOnlyList<DecideResult> results)
    {
        Console.WriteLine("| agreements | ns a record | bytes a record | first decision ms |");
        Console.WriteLine("|---|--:|--:|--:|");
        foreach (var r in results)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {r.Case} | {r.Nanoseconds:N0} | {r.Bytes:N0} | {r.FirstMilliseconds:0.0} |"));
        }
    }

    private DecideResult Measure(string name, string to, AgreementStanding[] agreements)
    {
        var policy = SharingPolicy.Create(Organisations, new Dictionary<string, GroupDefinition>(), agreements.ToDictionary(a => a.Agreement.Id), SharingRules.Default, Pole);
        var bundle = Incident();
        var request = new SharingRequest
        {
            From = "wexshire",
            To = to,
            Purpose = to == "wexshire" ? "policing" : "investigation",
            Day = new DateOnly(2026, 6, 1),
        };
        var watch = Stopwatch.StartNew();
        if (policy.Decide(request, bundle).Permitted is null)
        {
            throw new InvalidOperationException($"'{name}' permits nothing, so it measures nothing.");
        }

        var first = watch.Elapsed.TotalMilliseconds;
        Spin(policy, request, bundle, duration);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var decisions = Spin(policy, request, bundle, duration);
        processor = Process.GetCurrentProcess().TotalProcessorTime - processor;
        var records = decisions * (double)bundle.Records.Count;
        return new DecideResult(name, processor.TotalNanoseconds / records, (GC.GetAllocatedBytesForCurrentThread() - allocated) / records, first);
    }

    private static long Spin(SharingPolicy policy, SharingRequest request, Bundle bundle, TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        long count = 0;
        while (watch.Elapsed < duration)
        {
            for (var i = 0; i < 1000; i++, count++)
            {
                policy.Decide(request, bundle);
            }
        }

        return count;
    }

    // As the bench's incident of 1 KB gives: an incident, its place, three people, two vehicles.
    private static Bundle Incident()
    {
        var bundle = new Bundle();
        bundle.Add(Record("Incident", "reference", "summary", "openedBy", "operationName"));
        bundle.Add(Record("Location", "street", "town", "postcode", "buildingNumber"));
        for (var i = 0; i < 3; i++)
        {
            bundle.Add(Record("Person", "familyName", "fullName", "mobileTelephone", "addressText", "occupation", "employer", "descriptionText", "clothing"));
        }

        bundle.Add(Record("Vehicle", "registration", "model"));
        bundle.Add(Record("Vehicle", "registration", "model"));
        bundle.Add(new Link(0, Pole.LinkRoles["occurred-at"], 1));
        bundle.Add(new Link(2, Pole.LinkRoles["victim-of"], 0));
        bundle.Add(new Link(3, Pole.LinkRoles["witness-of"], 0));
        bundle.Add(new Link(4, Pole.LinkRoles["suspect-in"], 0));
        bundle.Add(new Link(5, Pole.LinkRoles["involved-in"], 0));
        bundle.Add(new Link(6, Pole.LinkRoles["involved-in"], 0));
        return bundle;
    }

    private static Record Record(string type, params string[] attributes)
    {
        var record = new Record(Pole.Types[type]);
        foreach (var name in attributes)
        {
            if (record.Type.TryGet(name, out var attribute))
            {
                record.Set(attribute, Value.Text("a value of " + name));
            }
        }

        return record;
    }

    private static AgreementStanding[] Of(int count, string? to, Shape shape) =>
        [.. Enumerable.Range(0, count).Select(i => Agreement(to is null ? $"other-{i}" : $"pair-{i}", to ?? $"force{i % 50}", i, shape))];

    private static AgreementStanding Agreement(string id, string to, int number, Shape shape) => new(
        new AgreementDefinition
        {
            Id = id,
            Title = id,
            Parties = [new(to == "eastmoor" || to.StartsWith("force", StringComparison.Ordinal) ? "wexshire" : to, null, "controller", true, false, ""), new(to, null, "controller", false, true, "")],
            Purpose = "investigation",
            Regime = "law-enforcement",
            Basis = "law-enforcement-task",
            Grants = [.. s_types.Select(t => Grant(t, number, shape))],
            Retention = "P6Y",
            Start = new DateOnly(2026, 1, 1),
            Review = new DateOnly(2027, 1, 1),
            End = new DateOnly(2028, 1, 1),
            Content = [],
            Hash = number.ToString("x64", CultureInfo.InvariantCulture),
        },
        [],
        [],
        null);

    private static GrantDefinition Grant(string type, int number, Shape shape) => new()
    {
        Records = [type],
        Classes = shape == Shape.Attributes ? [] : ["identity", "event", "location", "vehicle"],
        Attributes = shape == Shape.Attributes ? [.. Pole.Types[type].Attributes.Where((_, i) => i % 7 == number % 7).Select(a => a.Name)] : ["reference"],
        Roles = shape == Shape.Roles && type == "Person" ? [Pole.RoleList[number % Pole.RoleList.Count].Name, Pole.RoleList[number / Pole.RoleList.Count % Pole.RoleList.Count].Name] : null,
        Where = shape == Shape.Condition ? "any(.links[]; .role != \"none\")" : null,
    };

    private enum Shape
    {
        Same,
        Attributes,
        Roles,
        Condition,
    }
}
