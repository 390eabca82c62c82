namespace Parley.Server.Intake;

/// <summary>An address answered with something that is no list of messages; it is asked again later, from the same cursor.</summary>
internal sealed class PollAnswerException(string message) : Exception(message);
