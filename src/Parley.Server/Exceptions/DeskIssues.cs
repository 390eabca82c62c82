using Parley.Engine.Issues;

namespace Parley.Server.Exceptions;

/// <summary>The issues of the exception desk and of replays; each has a page in <c>docs/errors</c>.</summary>
public static class DeskIssues
{
    /// <summary>An act on an exception that another person holds.</summary>
    public static readonly IssueCode Held = new("EXC001", Severity.Error, "Another person holds this exception", "Wait until the time named, or ask that person to release it.");

    /// <summary>A field that cannot be corrected by itself.</summary>
    public static readonly IssueCode NotEditable = new("EXC002", Severity.Error, "This field cannot be corrected", "Correct one of the fields that the exception lists as editable; otherwise send the whole message corrected.");

    /// <summary>A value that is still faulty.</summary>
    public static readonly IssueCode StillFaulty = new("EXC003", Severity.Error, "The corrected value is faulty too", "Give the value in the form that the issue names.");

    /// <summary>A preview that cannot be confirmed.</summary>
    public static readonly IssueCode NoPreview = new("EXC004", Severity.Error, "There is no such preview to confirm", "Ask for the preview again, look at it, and confirm it within ten minutes; each is confirmed once.");

    /// <summary>A person who would judge his or her own work.</summary>
    public static readonly IssueCode FourEyes = new("EXC005", Severity.Error, "Whoever resolved an exception does not judge it", "Have another person with the right supervise look at it.");

    /// <summary>A judgement on what is not in the sample.</summary>
    public static readonly IssueCode NotInSample = new("EXC006", Severity.Error, "The exception is not waiting to be looked at again", "Take one that the list of samples names.");

    /// <summary>Sending on what has gone out already.</summary>
    public static readonly IssueCode HasGone = new(
        "EXC007", Severity.Error, "What would be sent has gone out already", "Correct it anew and send that; or correct or withdraw the exchange that went out ('parley records'), and discard the exception.");
}
