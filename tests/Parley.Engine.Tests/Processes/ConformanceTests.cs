using Parley.Engine.Expressions;
using Parley.Engine.Processes;
using Parley.Engine.Tests.Support;
using Xunit;

namespace Parley.Engine.Tests.Processes;

/// <summary>
/// The cases of the folders <c>conformance</c> (the specification's published scenarios, in our own words and data) and <c>cases</c>: each as it
/// is, and again with every state stored and read back and one task a step, which must come to the same.
/// </summary>
public class ConformanceTests
{
    private static readonly string[] s_folders = ["conformance", "cases"];

    public static TheoryData<string, string> Cases =>
        [.. s_folders.SelectMany(f => ProcessCase.Names(f).Select(n => (f, n)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Case_Run_MeetsItsChecks(string folder, string name)
    {
        ProcessCase one = ProcessCase.Read(folder, name);
        ProcessDriver driver = one.Driver(new ProcessSettings { Lifecycle = LifecycleDetail.Tasks }, stores: false);
        driver.Run(one.Input);

        Check(one, driver);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Case_StoredAtEachTask_ComesToTheSame(string folder, string name)
    {
        ProcessCase one = ProcessCase.Read(folder, name);
        ProcessDriver whole = one.Driver(new ProcessSettings { Lifecycle = LifecycleDetail.Tasks }, stores: false);
        whole.Run(one.Input);
        ProcessSettings small = new() { Lifecycle = LifecycleDetail.Tasks, Budget = new ProcessBudget { TasksInStep = 1 } };
        ProcessDriver split = one.Driver(small, stores: true);
        split.Run(one.Input);

        Check(one, split);
        Assert.Equal(whole.State.Output, split.State.Output);
        Assert.Equal(whole.State.Error, split.State.Error);
        Assert.Equal(whole.State.Context, split.State.Context);
    }

    [Fact]
    public void Scenarios_ThatArePublished_AreAllHere() => Assert.Equal(21, ProcessCase.Names("conformance").Count());

    private static void Check(ProcessCase one, ProcessDriver driver)
    {
        Assert.NotEmpty(one.Checks);
        JqValue result = ProcessCase.Result(driver);
        foreach (string check in one.Checks)
        {
            Assert.True(JqProgram.TryCompile(check, out JqProgram? program, out JqError? error), $"{check}: {error}");
            JqOutcome outcome = program.Run(result);
            Assert.True(outcome.Error is null && outcome.Outputs.Count > 0 && outcome.Outputs.All(o => o.IsTruthy), $"{check}\n{outcome.Error}\n{result}");
        }
    }
}
