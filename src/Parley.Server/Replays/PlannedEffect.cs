namespace Parley.Server.Replays;

/// <summary>What running an instance again would carry out.</summary>
/// <param name="What">What it is: <c>http</c>, <c>send</c>, <c>ask-person</c>, <c>child</c>, <c>emit</c>.</param>
/// <param name="To">To whom: a place of <c>parley.yaml</c>, a system, a group, a process, a type of event.</param>
/// <param name="Task">Where in the definition.</param>
/// <param name="Why">Why it goes out, although the instance has run before.</param>
internal sealed record PlannedEffect(string What, string To, string Task, string Why);
