using Parley.Engine.Dictionary;
using Parley.Engine.Formats;
using Parley.Engine.Translation.Codecs;
using Parley.Engine.Translation.Definition;
using Parley.Engine.Translation.Plans;

namespace Parley.Engine.Translation.Output;

/// <summary>What the message says of itself.</summary>
internal sealed class FactOut(MessageFact fact, ValueCodec codec) : OutValue
{
    public override bool Write(WriteRun run, Shape field)
    {
        WriteContext context = run.Context;
        Value value = fact switch
        {
            MessageFact.Id => Value.Text(context.MessageId),
            MessageFact.Correlation => Value.Text(context.CorrelationId),
            MessageFact.Sender => Value.Text(context.Sender),
            MessageFact.Recipient => Value.Text(context.Recipient),
            _ => Value.Instant(context.Now),
        };
        codec.Write(in value, field, run);
        return true;
    }
}
