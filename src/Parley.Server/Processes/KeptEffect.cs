using Parley.Engine.Processes;

namespace Parley.Server.Processes;

/// <summary>An effect of the instance that is run again.</summary>
/// <param name="Key">Its key without the instance.</param>
/// <param name="IsWhatever">Whether it stands for the effect of that key whatever is asked now; otherwise for the same asked at the same place, in whichever attempt.</param>
/// <param name="Hash">The hash of what was asked.</param>
/// <param name="IsUncertain">Whether nobody knows if it happened: it is carried out under the key of then.</param>
/// <param name="Answer">What came of it, under the key of then; null for what is not answered, or uncertain.</param>
internal sealed record KeptEffect(string Key, bool IsWhatever, long Hash, bool IsUncertain, KeyedEvent? Answer);
