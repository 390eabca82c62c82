using Parley.Engine.Expressions;
using Parley.Engine.Processes;
using Parley.Engine.Tests.Support;
using Xunit;

namespace Parley.Engine.Tests.Processes;

public class ProcessMachineTests
{
    [Fact]
    public void Advance_AnswerThatCameBefore_IsNotHandledAgain()
    {
        ProcessDefinition definition = ProcessDriver.Of("do:\n  - w: { wait: PT1S }\n  - x: { wait: PT1S }");
        ProcessStep first = ProcessMachine.Start(definition, "p1", JqValue.Null, ProcessDriver.Start, ProcessSettings.Default);
        TimerFired fired = new(first.Effects.OfType<TimerEffect>().Single().Key, ProcessDriver.Start.AddSeconds(1));

        ProcessStep second = ProcessMachine.Advance(definition, first.State, fired, ProcessSettings.Default);
        ProcessStep again = ProcessMachine.Advance(definition, second.State, fired, ProcessSettings.Default);

        Assert.True(second.IsHandled);
        Assert.False(again.IsHandled);
        Assert.Empty(again.Effects);
        Assert.Same(second.State, again.State);
    }

    [Fact]
    public void Advance_SameStateAndEvent_GiveTheSameEffects()
    {
        ProcessDefinition definition = ProcessDriver.Of("do:\n  - w: { wait: PT1S }\n  - e: { emit: { event: { with: { type: t } } } }");
        ProcessStep first = ProcessMachine.Start(definition, "p1", JqValue.Null, ProcessDriver.Start, ProcessSettings.Default);
        TimerFired fired = new(first.Effects.OfType<TimerEffect>().Single().Key, ProcessDriver.Start.AddSeconds(1));

        string[] once = [.. ProcessMachine.Advance(definition, first.State, fired, ProcessSettings.Default).Effects.Select(e => e.ToValue().ToString())];
        string[] twice = [.. ProcessMachine.Advance(definition, first.State, fired, ProcessSettings.Default).Effects.Select(e => e.ToValue().ToString())];

        Assert.Equal(once, twice);
        Assert.Contains("p1:/do/1/e", once[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Advance_ClockSetBack_DoesNotGoBack()
    {
        ProcessDefinition definition = ProcessDriver.Of("do:\n  - w: { wait: PT1S }\n  - x: { wait: PT1S }");
        ProcessStep first = ProcessMachine.Start(definition, "p1", JqValue.Null, ProcessDriver.Start, ProcessSettings.Default);
        string key = first.Effects.OfType<TimerEffect>().Single().Key;

        ProcessStep second = ProcessMachine.Advance(definition, first.State, new TimerFired(key, ProcessDriver.Start.AddHours(-1)), ProcessSettings.Default);

        Assert.Equal(ProcessDriver.Start, second.State.At);
        Assert.Equal(ProcessDriver.Start.AddSeconds(1), second.Effects.OfType<TimerEffect>().Single().Due);
    }

    [Fact]
    public void Suspend_TakesEvents_AndGoesOnWhenResumed()
    {
        ProcessDefinition definition = ProcessDriver.Of("do:\n  - w: { wait: PT1S }\n  - x: { set: { a: 1 } }");
        ProcessStep step = ProcessMachine.Start(definition, "p1", JqValue.Null, ProcessDriver.Start, ProcessSettings.Default);
        string key = step.Effects.OfType<TimerEffect>().Single().Key;

        ProcessState suspended = ProcessMachine.Advance(definition, step.State, new ProcessSuspended(ProcessDriver.Start), ProcessSettings.Default).State;
        ProcessState fired = ProcessMachine.Advance(definition, suspended, new TimerFired(key, ProcessDriver.Start), ProcessSettings.Default).State;
        ProcessState resumed = ProcessMachine.Advance(definition, fired, new ProcessResumed(ProcessDriver.Start), ProcessSettings.Default).State;

        Assert.Equal(ProcessStatus.Suspended, suspended.Status);
        Assert.Equal(ProcessStatus.Suspended, fired.Status);
        Assert.Equal(ProcessStatus.Completed, resumed.Status);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public void Cancel_WithOrWithoutUndoing_EndsCancelled(bool undo, int undone)
    {
        ProcessDefinition definition = ProcessDriver.Of("""
            use: { functions: { back: { emit: { event: { with: { type: undone } } } } } }
            do:
              - a: { set: { n: 1 }, metadata: { undo: back } }
              - w: { wait: PT1H }
            """);
        ProcessStep first = ProcessMachine.Start(definition, "p1", JqValue.Null, ProcessDriver.Start, ProcessSettings.Default);
        ProcessStep last = ProcessMachine.Advance(definition, first.State, new ProcessCancelled(undo, ProcessDriver.Start), ProcessSettings.Default);

        Assert.Equal(ProcessStatus.Cancelled, last.State.Status);
        Assert.Equal(undone, last.Effects.OfType<EmitEffect>().Count());
        Assert.Single(last.Effects.OfType<CancelEffect>());
    }

    [Fact]
    public void Advance_EndlessLoop_StopsAtItsBudgets()
    {
        ProcessDriver driver = new(ProcessDriver.Of("do:\n  - again: { set: { a: 1 }, then: again }"))
        {
            Settings = new ProcessSettings { Budget = new ProcessBudget { TasksInStep = 7, Tasks = 50, History = 5 } },
        };
        ProcessState state = driver.Run("{}");

        Assert.Equal(ProcessStatus.Faulted, state.Status);
        Assert.Equal(ProcessErrorTypes.Prefix + "runtime", state.Error!.Type);
        Assert.All(driver.States, s => Assert.True(s.History.Count <= 5));
        Assert.Equal(7, driver.Effects.OfType<ContinueEffect>().Count());
        Assert.True(state.HistoryDropped > 0);
    }

    [Fact]
    public void Advance_BudgetUsedUp_CannotBeCaught()
    {
        ProcessDriver driver = new(ProcessDriver.Of("do:\n  - t: { try: [ { again: { set: { a: 1 }, then: again } } ], catch: {} }"))
        {
            Settings = new ProcessSettings { Budget = new ProcessBudget { Tasks = 50 } },
        };

        Assert.Equal(ProcessStatus.Faulted, driver.Run("{}").Status);
    }

    [Fact]
    public void Advance_StateTooLarge_Faults()
    {
        ProcessDriver driver = new(ProcessDriver.Of("do:\n  - grow: { set: { a: '${ .a + .a }' } }\n  - w: { wait: PT1S, then: grow }"))
        {
            Settings = new ProcessSettings { Budget = new ProcessBudget { StateBytes = 10_000 } },
        };

        Assert.Equal(ProcessStatus.Faulted, driver.Run("{\"a\":\"0123456789\"}").Status);
    }

    [Fact]
    public void Advance_TooManyTogether_Faults()
    {
        string branches = string.Join(", ", Enumerable.Range(0, 30).Select(i => $"{{ b{i}: {{ wait: PT1S }} }}"));
        ProcessDriver driver = new(ProcessDriver.Of($"do:\n  - all: {{ fork: {{ branches: [ {branches} ] }} }}"))
        {
            Settings = new ProcessSettings { Budget = new ProcessBudget { Together = 20 } },
        };

        Assert.Equal(ProcessStatus.Faulted, driver.Run("{}").Status);
    }

    [Fact]
    public void Start_ManyBranches_JoinOnce()
    {
        string branches = string.Join(", ", Enumerable.Range(0, 500).Select(i => $"{{ b{i}: {{ wait: PT{i % 7}S }} }}"));
        ProcessDriver driver = new(ProcessDriver.Of($"do:\n  - all: {{ fork: {{ branches: [ {branches} ] }}, output: {{ as: length }} }}"));

        Assert.Equal(500, driver.Run("{}").Output!.AsNumber);
    }

    [Fact]
    public void NotUndone_StepThatCouldNotBe_IsSaid()
    {
        ProcessDriver driver = new(ProcessDriver.Of("""
            use: { functions: { back: { raise: { error: { type: 'https://x.example/e', status: 500, title: Broken } } } } }
            do:
              - a: { set: { n: 1 }, metadata: { undo: back } }
              - bad: { raise: { error: { type: 'https://x.example/f', status: 400 } } }
            """))
        {
            Stores = true,
        };
        ProcessState state = driver.Run("{}");

        Assert.Equal(["/do/0/a"], state.NotUndone.Select(n => n.Key));
        Assert.Equal("Broken", state.NotUndone[0].Value.Title);
    }

    [Fact]
    public void TryRead_StateOfAnotherVersion_SaysSo()
    {
        ProcessDefinition definition = ProcessDriver.Of("do:\n  - w: { wait: PT1S }");
        ProcessDefinition other = ProcessDriver.Read("document: { dsl: '1.0.0', namespace: test, name: sample, version: '2.0.0' }\ndo:\n  - w: { wait: PT1S }");
        byte[] stored = ProcessMachine.Start(definition, "p1", JqValue.Null, ProcessDriver.Start, ProcessSettings.Default).State.ToUtf8();

        Assert.False(ProcessState.TryRead(stored, other, out _, out string? fault));
        Assert.Contains("1.0.0", fault, StringComparison.Ordinal);
        Assert.False(ProcessState.TryRead("{}"u8, definition, out _, out _));
        Assert.False(ProcessState.TryRead("{"u8, definition, out _, out _));
        Assert.False(ProcessState.TryRead(System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(stored).Replace("\"started\",\"/do", "1,\"/do", StringComparison.Ordinal)), definition, out _, out fault));
        Assert.Contains("damaged", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Move_ToAVersionWithTheTasksUnderWay_GoesOnThere()
    {
        const string name = "document: { dsl: '1.0.0', namespace: test, name: sample, version: '2.0.0' }\n";
        ProcessDefinition first = ProcessDriver.Of("do:\n  - w: { wait: PT1S }");
        ProcessDefinition longer = ProcessDriver.Read(name + "do:\n  - w: { wait: PT5S }\n  - then: { set: { moved: true } }");
        ProcessStep step = ProcessMachine.Start(first, "p1", JqValue.Null, ProcessDriver.Start, ProcessSettings.Default);
        TimerFired fired = new(step.Effects.OfType<TimerEffect>().Single().Key, ProcessDriver.Start.AddSeconds(1));

        Assert.Empty(ProcessMove.Check(step.State, longer));
        ProcessState moved = ProcessMove.Move(step.State, longer);
        Assert.Equal("{\"moved\":true}", ProcessMachine.Advance(longer, moved, fired, ProcessSettings.Default).State.Output!.ToString());
    }

    [Theory]
    [InlineData("do:\n  - x: { wait: PT1S }", "has no such task")]
    [InlineData("do:\n  - w: { set: { a: 1 } }", "under way as wait")]
    public void Check_VersionWithoutTheTaskUnderWay_SaysWhy(string rest, string why)
    {
        ProcessDefinition first = ProcessDriver.Of("do:\n  - w: { wait: PT1S }");
        ProcessDefinition other = ProcessDriver.Read("document: { dsl: '1.0.0', namespace: test, name: sample, version: '2.0.0' }\n" + rest);
        ProcessState state = ProcessMachine.Start(first, "p1", JqValue.Null, ProcessDriver.Start, ProcessSettings.Default).State;

        Assert.Contains(why, Assert.Single(ProcessMove.Check(state, other)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => ProcessMove.Move(state, other));
    }

    [Fact]
    public void Fitting_EventsOfASchedule_AreTold()
    {
        ProcessSchedule schedule = ProcessDriver.Of("schedule: { on: { all: [ { with: { type: a } }, { with: { type: b, data: '${ .n > 1 }' } } ] } }\ndo: [ { s: { set: { a: 1 } } } ]").Schedule!;

        Assert.Equal([1], schedule.Fitting(ProcessDriver.Json("{\"type\":\"b\",\"data\":{\"n\":2}}")));
        Assert.Empty(schedule.Fitting(ProcessDriver.Json("{\"type\":\"b\",\"data\":{\"n\":1}}")));
    }

    [Fact]
    public void ToUtf8_NumbersAsWritten_AreKept()
    {
        ProcessDefinition definition = ProcessDriver.Of("do:\n  - w: { wait: PT1S }");
        JqValue input = ProcessDriver.Json("{\"a\":1.50,\"b\":12345678901234567890}");
        byte[] stored = ProcessMachine.Start(definition, "p1", input, ProcessDriver.Start, ProcessSettings.Default).State.ToUtf8();

        Assert.True(ProcessState.TryRead(stored, definition, out ProcessState? state, out _));
        Assert.Equal("{\"a\":1.50,\"b\":12345678901234567890}", state.Input.ToString());
        Assert.Equal(stored, state.ToUtf8());
    }
}
