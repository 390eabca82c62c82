namespace Parley.Server.Processes;

/// <summary>An effect as it is kept with the step that asked for it: not what was asked, which the definition gives again, but by what that is known again.</summary>
/// <param name="Key">The effect's key without the instance.</param>
/// <param name="Kind">What it is, in a word.</param>
/// <param name="Hash">The hash of what was asked.</param>
internal sealed record RecordedEffect(string Key, string Kind, long Hash);
