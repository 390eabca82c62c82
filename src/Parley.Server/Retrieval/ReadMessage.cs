using Parley.Server.Repository;

namespace Parley.Server.Retrieval;

/// <summary>A message of an answer.</summary>
/// <param name="Bundle">What it says, whole: only a decision makes of it what somebody may see.</param>
/// <param name="Message">The message.</param>
internal sealed record ReadMessage(StoredBundle Bundle, byte[] Message);
