using System.Globalization;
using System.Text;
using Parley.Engine.Processes;
using Parley.Engine.Tests.Support;
using Xunit;

namespace Parley.Engine.Tests.Processes;

/// <summary>Random processes: whatever they are, storing them between steps changes nothing, branches join once, budgets hold. The seed is in the name of a failing case.</summary>
public class ProcessPropertyTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 150)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Run_SplitAnywhereAndStored_ComesToTheSame(int seed)
    {
        ProcessDefinition definition = ProcessDriver.Of(new Generator(seed).Process());
        ProcessState whole = Driver(definition, 1_000, stores: false).Run("{\"n\":1}");
        ProcessDriver split = Driver(definition, 1 + (seed % 4), stores: true);
        ProcessState parts = split.Run("{\"n\":1}");

        Assert.Equal(whole.Status, parts.Status);
        Assert.Equal(whole.Output, parts.Output);
        Assert.Equal(whole.Error, parts.Error);
        Assert.Equal(whole.Context, parts.Context);
        Assert.Equal(whole.TaskCount, parts.TaskCount);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Run_AnswersInAnyOrder_JoinsOnceAndKeepsItsBudgets(int seed)
    {
        ProcessDefinition definition = ProcessDriver.Of(new Generator(seed).Process());
        Random order = new(seed);
        ProcessDriver driver = new(definition)
        {
            Settings = new ProcessSettings { Lifecycle = LifecycleDetail.Tasks, Budget = new ProcessBudget { History = 20, TasksInStep = 5 } },
            Stores = true,
            Http = Answer,
            Pick = order.Next,
            ContinuesFirst = false,
        };
        ProcessState state = driver.Run("{\"n\":1}");

        Assert.True(state.IsEnded);
        Assert.All(driver.States, s => Assert.True(s.History.Count <= 20));

        // Each run of each task ends at most once, and each thing wanted outside has a key of its own.
        IEnumerable<string> keys = driver.Effects.Where(e => e is HttpEffect or TimerEffect or EmitEffect).Select(e => e.Key);
        Assert.Equal(keys.Distinct().Count(), keys.Count());
        Assert.Equal(Count(driver, "started"), Count(driver, "completed") + Count(driver, "faulted") + Count(driver, "cancelled"));
    }

    private static int Count(ProcessDriver driver, string what) => driver.Effects.OfType<LifecycleEffect>().Count(e => e.Type == $"io.serverlessworkflow.task.{what}.v1");

    private static ProcessDriver Driver(ProcessDefinition definition, int tasks, bool stores) => new(definition)
    {
        Settings = new ProcessSettings { Lifecycle = LifecycleDetail.Tasks, Budget = new ProcessBudget { TasksInStep = tasks } },
        Stores = stores,
        Http = Answer,
    };

    // Some addresses fail, always the same.
    private static HttpAnswer Answer(HttpEffect call) =>
        new(call.Request.Uri.EndsWith('3') ? 503 : 200, new Dictionary<string, string> { ["Content-Type"] = "application/json" }, Encoding.UTF8.GetBytes("{\"n\":2}"));

    /// <summary>Makes definitions without jumps back, so that all of them end.</summary>
    private sealed class Generator(int seed)
    {
        private readonly Random _random = new(seed);
        private int _names;

        public string Process() => "use: { functions: { back: { set: { undone: true } } } }\ndo:" + List(3, 2) + "\n";

        private string List(int depth, int indent) => string.Concat(Enumerable.Range(0, 1 + _random.Next(3)).Select(_ => Line(indent) + "- " + Task(depth, indent + 2)));

        private string Task(int depth, int indent)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"t{_names++}:");
            string undo = _random.Next(4) == 0 ? Line(indent + 2) + "metadata: { undo: back }" : "";
            return name + undo + Body(depth, indent + 2);
        }

        private string Body(int depth, int indent)
        {
            int kind = depth == 0 ? _random.Next(5) : _random.Next(9);
            return Line(indent) + kind switch
            {
                0 => $"set: {{ n: '${{ ((.n? // 0) + {_random.Next(5)}) }}' }}",
                1 => $"wait: PT{_random.Next(4)}S",
                2 => $"call: http{Line(indent)}with: {{ method: get, endpoint: 'https://a.example/{_random.Next(6)}' }}",
                3 => $"emit: {{ event: {{ with: {{ type: t{_random.Next(3)}, data: 1 }} }} }}",
                4 => $"set: {{ n: {_random.Next(9)} }}{Line(indent)}then: {(_random.Next(3) == 0 ? "exit" : "continue")}",
                5 => "do:" + List(depth - 1, indent + 2),
                6 => $"for: {{ in: '[range({_random.Next(4)})]' }}{Line(indent)}do:" + List(depth - 1, indent + 2),
                7 => $"fork:{Line(indent + 2)}branches:" + List(depth - 1, indent + 4),
                _ => $"try:{List(depth - 1, indent + 2)}{Line(indent)}catch:{Line(indent + 2)}retry: {{ delay: PT1S, limit: {{ attempt: {{ count: {_random.Next(3)} }} }} }}{Line(indent + 2)}do:" + List(depth - 1, indent + 4),
            };
        }

        private static string Line(int indent) => "\n" + new string(' ', indent);
    }
}
