using Parley.Engine.Workspace;

namespace Parley.Engine.Translation.Fidelity;

/// <summary>A message type of one system that another system receives in a message type of its own.</summary>
/// <param name="Source">Who sends.</param>
/// <param name="Sent">What is sent.</param>
/// <param name="Recipient">Who receives.</param>
/// <param name="Received">What is received.</param>
public sealed record ExchangePair(SystemDefinition Source, MessageTypeDefinition Sent, SystemDefinition Recipient, MessageTypeDefinition Received);
