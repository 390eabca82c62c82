using System.Buffers;
using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Output;

/// <summary>A translation compiled for the way out: bundle to message.</summary>
internal sealed class WritePlan
{
    public required RecordPlan[] Records { get; init; }

    /// <summary>The rules that stand within the message once.</summary>
    public required List<RecordPlan> Single { get; init; }

    public required OutBody Body { get; init; }

    public required Shape Root { get; init; }

    /// <summary>Writes one message.</summary>
    public bool Run(WriteRun run, IBufferWriter<byte> output)
    {
        if (!Binding.Bind(run, Records) || run.Issues.HasErrors)
        {
            return false;
        }

        run.Enter(Single);
        run.Begin(output);
        Body.WriteInside(run, Root);
        run.Flush();
        bool sound = run.Writer.End();
        ReportNotCarried(run);
        return sound && !run.Issues.HasErrors;
    }

    private static void ReportNotCarried(WriteRun run)
    {
        for (int record = 0; record < run.Bundle.Records.Count; record++)
        {
            if (run.Instances.LastOf(record) < 0)
            {
                run.Issues.Add(new Issue(TranslationIssues.RecordNotCarried, $"the {run.Bundle.Records[record].Type.Name} at place {record + 1} has no place in the message")
                {
                    LosesData = true,
                });
            }
        }
    }
}
