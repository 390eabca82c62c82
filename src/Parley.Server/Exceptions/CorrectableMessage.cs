using Parley.Engine.Translation.Corrections;
using Parley.Engine.Workspace;
using Parley.Server.Storage;

namespace Parley.Server.Exceptions;

/// <summary>The newest version of a message that is to be corrected.</summary>
/// <param name="Exchange">The exchange of the message as received.</param>
/// <param name="Type">Its message type, as it is now.</param>
/// <param name="Version">The version: 0 as received.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="Fields">What is wrong with it, by the translation as it is now.</param>
internal sealed record CorrectableMessage(ExchangeRow Exchange, MessageTypeDefinition Type, int Version, byte[] Body, IReadOnlyList<FailingField> Fields);
