namespace Parley.Server.Replays;

/// <summary>How a live shadow is to run.</summary>
/// <param name="System">Only on what comes from this system; null for all.</param>
/// <param name="Process">Only on instances of this process; null for all.</param>
/// <param name="Lasts">How long, unless somebody stops it before.</param>
/// <param name="Reason">Why; null when nothing was said.</param>
internal sealed record LiveShadowWish(string? System, string? Process, TimeSpan Lasts, string? Reason);
