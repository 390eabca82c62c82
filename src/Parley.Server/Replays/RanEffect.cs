using Parley.Engine.Processes;

namespace Parley.Server.Replays;

/// <summary>An effect of a run that was made again, with what came of it then.</summary>
/// <param name="Key">Its key without the instance.</param>
/// <param name="Place">Where in the definition it comes from.</param>
/// <param name="Effect">The effect.</param>
/// <param name="Hash">The hash of what was asked.</param>
/// <param name="Step">The number of the step that asked for it.</param>
internal sealed record RanEffect(string Key, EffectPlace Place, ProcessEffect Effect, long Hash, long Step)
{
    /// <summary>What came of it; null while nothing has.</summary>
    public KeyedEvent? Answer { get; set; }

    /// <summary>Whether the step that it belongs to was undone later.</summary>
    public bool IsUndone { get; set; }

    /// <summary>Whether it has happened: it was answered well, or asks for no answer.</summary>
    public bool IsDone => Answer switch
    {
        HttpAnswered answered => answered.Answer.Status is >= 200 and <= 299 || (Effect is HttpEffect { Request.Redirect: true } && answered.Answer.Status is >= 300 and <= 399),
        EffectCompleted => true,
        TimerFired => Place.Part is not ("timeout" or "attempt"),
        _ => Effect is EmitEffect or ChildEffect { IsAwaited: false },
    };

    /// <summary>Whether nobody knows if it has happened: it was begun and not answered, or the answer was lost.</summary>
    public bool IsUncertain => Effect is HttpEffect or FunctionEffect && Answer switch
    {
        null => true,
        EffectFailed failed => failed.Error.Type is ProcessErrorTypes.Prefix + ProcessErrorTypes.Communication or ProcessErrorTypes.Prefix + ProcessErrorTypes.Timeout,
        _ => false,
    };
}
