using Parley.Engine.Expressions;

namespace Parley.Server.Processes;

/// <summary>The form of a CloudEvent 1.0 as JSON.</summary>
internal static class CloudEventForm
{
    private static readonly string[] s_required = ["id", "source", "type"];

    /// <summary>Whether it is one.</summary>
    /// <param name="received">The value.</param>
    /// <param name="fault">Why it is none.</param>
    public static bool IsSound(JqValue received, out string fault)
    {
        fault = received.Kind != JqKind.Object ? "An event is a JSON object."
            : Text(received, "specversion") != "1.0" ? "'specversion' must be \"1.0\"."
            : s_required.FirstOrDefault(r => string.IsNullOrEmpty(Text(received, r))) is { } missing ? $"'{missing}' must be a text that is not empty."
            : "";
        return fault.Length == 0;
    }

    private static string? Text(JqValue value, string name) => value.Member(name) is { Kind: JqKind.String } text ? text.AsString : null;
}
