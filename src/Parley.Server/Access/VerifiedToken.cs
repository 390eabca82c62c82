using System.Text.Json;

namespace Parley.Server.Access;

/// <summary>A token that holds, or why it does not. The reason is for the log; a caller learns no more than that it was not taken.</summary>
/// <param name="Claims">What it says; null when it does not hold.</param>
/// <param name="Fault">Why it does not hold, without the token.</param>
internal readonly record struct VerifiedToken(JsonElement? Claims, string? Fault)
{
    /// <summary>A token that does not hold.</summary>
    public static VerifiedToken Refused(string fault) => new(null, fault);
}
