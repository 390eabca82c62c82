using Parley.Engine.Issues;
using Parley.Engine.Translation.Codecs;
using Parley.Engine.Translation.Paths;

namespace Parley.Engine.Translation.Definition;

/// <summary>Which fact of the message about itself a field holds.</summary>
internal enum MessageFact
{
    Id,
    Correlation,
    Sent,
    Sender,
    Recipient,
}

/// <summary>A field that says something of the message itself.</summary>
internal sealed record FactRule(MessageFact Fact, FieldPath Path, ValueCodec Codec, SourcePosition Position);
