using Parley.Engine.Processes;

namespace Parley.Server.Processes;

/// <summary>What an instance waits for.</summary>
/// <param name="Effect">The effect that asked for it.</param>
/// <param name="Rows">The rows by which events find it.</param>
internal sealed record ListenBooking(ListenEffect Effect, IReadOnlyCollection<long> Rows);
