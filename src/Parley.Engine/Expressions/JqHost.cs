using System.Diagnostics.CodeAnalysis;

namespace Parley.Engine.Expressions;

/// <summary>
/// What a program can reach outside its input, where it is run for somebody at a command line. Workspaces have none. A host belongs to one run at
/// a time.
/// </summary>
public abstract class JqHost
{
    /// <summary>The environment's variables as an object: <c>$ENV</c>, <c>env</c>.</summary>
    public virtual JqValue Environment => JqValue.FromMembers([]);

    /// <summary>Seconds since 1970: <c>now</c>.</summary>
    public abstract double Now { get; }

    /// <summary>The zone of <c>localtime</c>, <c>strflocaltime</c> and <c>mktime</c>'s kin.</summary>
    public virtual TimeZoneInfo Zone => TimeZoneInfo.Utc;

    /// <summary>The file that the current input is from; null when it is none: <c>input_filename</c>.</summary>
    public virtual string? InputName => null;

    /// <summary>The lines read so far: <c>input_line_number</c>.</summary>
    public virtual long InputLine => 0;

    /// <summary>The next input: <c>input</c>, <c>inputs</c>.</summary>
    /// <param name="value">The input; null when there is none or it is not JSON.</param>
    /// <param name="fault">Why it is not JSON; null at the end of the inputs.</param>
    public virtual bool TryInput([NotNullWhen(true)] out JqValue? value, out string? fault)
    {
        (value, fault) = (null, null);
        return false;
    }

    /// <summary><c>debug</c>.</summary>
    public virtual void Debug(JqValue message)
    {
    }

    /// <summary><c>stderr</c>: the value, without a line end.</summary>
    public virtual void Error(JqValue message)
    {
    }
}
