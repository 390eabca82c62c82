using Parley.Engine.Expressions;

namespace Parley.Engine.Processes;

/// <summary>A CloudEvent is offered: to every task that listens and that it fits.</summary>
/// <param name="Event">The event in CloudEvents' JSON format: its attributes, and <c>data</c>.</param>
/// <param name="At">When it is offered.</param>
public sealed record EventReceived(JqValue Event, DateTimeOffset At) : ProcessEvent(At);
