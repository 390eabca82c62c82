using Parley.Engine.Expressions;

namespace Parley.Server.Processes;

/// <summary>An event that the instance which is run again had taken.</summary>
/// <param name="Id">The stored event's key.</param>
/// <param name="Event">The event in its JSON format.</param>
/// <param name="At">When it was taken.</param>
internal sealed record KeptEvent(long Id, JqValue Event, DateTimeOffset At);
