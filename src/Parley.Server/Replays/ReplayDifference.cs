namespace Parley.Server.Replays;

/// <summary>One thing that is otherwise: names, codes and places, never values.</summary>
/// <param name="What"><c>status</c>, <c>issue</c>, <c>attribute</c>, <c>link</c>, <c>delivery</c>, <c>decision</c> or <c>message</c>.</param>
/// <param name="Place">Where: an attribute of a record, a recipient with its message type, a field of its message.</param>
/// <param name="Was">How it was, in words or codes; empty for absent.</param>
/// <param name="Now">How it is in the replay; empty for absent.</param>
internal sealed record ReplayDifference(string What, string Place, string Was, string Now);
