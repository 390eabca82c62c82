using Parley.Engine.Expressions;
using Parley.Engine.Processes.Tasks;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Running;

/// <summary>Values of expressions, with the errors they raise.</summary>
internal sealed partial class ProcessRun
{
    /// <summary>The value of a template; null when it failed, and an expression error was raised from the task.</summary>
    /// <param name="frame">The task.</param>
    /// <param name="template">The template; null gives <paramref name="otherwise"/>, or else the input.</param>
    /// <param name="input">The value of <c>.</c></param>
    /// <param name="otherwise">What stands for no template.</param>
    /// <param name="output"><c>$output</c>.</param>
    public JqValue? Evaluate(Frame frame, Template? template, JqValue input, JqValue? otherwise = null, JqValue? output = null)
    {
        if (template is null)
        {
            return otherwise ?? input;
        }

        JqValue? value = template.Evaluate(new FrameArguments(this, frame, output), input, out JqError? error);
        if (value is null)
        {
            Raise(frame, ProcessError.Standard(ProcessErrorTypes.Expression, "An expression failed", error!.Message));
        }

        return value;
    }

    /// <summary>As <see cref="Evaluate"/> on the task's input, an empty object for no template.</summary>
    public JqValue? EvaluateOrEmpty(Frame frame, Template? template) => Evaluate(frame, template, frame.Input, Values.Of());

    /// <summary>When a duration from now ends; null when it is none, and an error was raised.</summary>
    public DateTimeOffset? Due(Frame frame, Template duration, JqValue input)
    {
        if (Evaluate(frame, duration, input) is not { } value)
        {
            return null;
        }

        if (IsoDuration.TryRead(value, out IsoDuration length))
        {
            return length.After(Now);
        }

        Raise(frame, ProcessError.Standard(ProcessErrorTypes.Expression, "An expression gave no duration", $"{value} is no duration of ISO 8601"));
        return null;
    }

    /// <summary>An output as <c>output.as</c> makes it; null when an error was raised.</summary>
    public JqValue? Transformed(Frame frame, Transform transform, JqValue raw, string what) =>
        Evaluate(frame, transform.Value, raw) is { } value && Checked(frame, transform.Schema, value, what) ? value : null;

    /// <summary>Sets the context as <c>export.as</c> says; false when an error was raised.</summary>
    public bool Exported(Frame frame, Transform export, JqValue output)
    {
        if (export == Transform.None)
        {
            return true;
        }

        if (Evaluate(frame, export.Value, output, Context, output) is not { } context || !Checked(frame, export.Schema, context, "context"))
        {
            return false;
        }

        Context = context;
        return true;
    }

    /// <summary>A variable of the scope, from the nearest task around that has it.</summary>
    public JqValue Local(Frame frame, string name)
    {
        for (Frame? at = frame; at is not null; at = _frames.GetValueOrDefault(at.Parent))
        {
            if (at.Local(name) is { } value)
            {
                return value;
            }
        }

        return JqValue.Null;
    }

    /// <summary><c>$workflow</c>.</summary>
    public JqValue Descriptor() => Values.Of(
        ("id", JqValue.From(Instance)),
        ("definition", Definition.Source),
        ("input", _rawInput),
        ("startedAt", Values.Descriptor(_startedAt)));

    /// <summary><c>$runtime</c>.</summary>
    public JqValue Runtime() => Values.Of(
        ("name", JqValue.From("Parley")),
        ("version", JqValue.From(Settings.RuntimeVersion)),
        ("metadata", JqValue.FromMembers([.. Settings.RuntimeMetadata, new("now", Values.Descriptor(Now))])));
}
