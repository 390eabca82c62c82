namespace Wexshire.Estate.Sending;

/// <summary>How the sending stands, for the page and for tests.</summary>
internal sealed record OutboxState(int Waiting, int Sent, IReadOnlyList<string> Refused, string LastFault);
