using Parley.Engine.Issues;

namespace Parley.Server.Operations;

/// <summary>What an act that is shown before it is done would do to one thing; or, once it is confirmed, what it did.</summary>
internal sealed record Foreseen
{
    private Foreseen(string outcome) => Outcome = outcome;

    /// <summary>Whether it can be done, or was.</summary>
    public bool Can { get; private init; }

    /// <summary>What would happen or happened, or why not; names and codes, never values.</summary>
    public string Outcome { get; }

    /// <summary>What is in the way; null for nothing, and where that is no fault.</summary>
    public IssueCode? Code { get; private init; }

    /// <summary>That it can be done, or was.</summary>
    public static Foreseen Possible(string outcome) => new(outcome) { Can = true };

    /// <summary>That what was shown holds no longer.</summary>
    /// <param name="code">What a preview that holds no longer is refused with.</param>
    public static Foreseen Changed(IssueCode code) => Impossible("It has changed since it was shown.", code);

    /// <summary>That it cannot be done, and why; without a code where there is nothing to do.</summary>
    public static Foreseen Impossible(string why, IssueCode? code = null) => new(why) { Code = code };
}
