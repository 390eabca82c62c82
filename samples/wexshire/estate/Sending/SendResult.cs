namespace Wexshire.Estate.Sending;

/// <summary>What one attempt to send came to. A refusal is final; neither sent nor refused means try again.</summary>
internal readonly record struct SendResult(bool IsSent, bool IsRefused, string Answer);
