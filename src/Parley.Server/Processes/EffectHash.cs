using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Engine.Expressions;
using Parley.Engine.Processes;

namespace Parley.Server.Processes;

/// <summary>Whether two effects ask for the same: a hash of what is asked, whoever asks it and whenever.</summary>
internal static class EffectHash
{
    /// <summary>The hash.</summary>
    /// <param name="effect">The effect.</param>
    /// <param name="instance">The instance that asks, whose identifier does not count.</param>
    /// <param name="at">When it asks: of a timer its length counts.</param>
    public static long Of(ProcessEffect effect, string instance, DateTimeOffset at)
    {
        string text = effect switch
        {
            TimerEffect timer => string.Create(CultureInfo.InvariantCulture, $"timer {(long)(timer.Due - at).TotalMilliseconds}"),
            EmitEffect emit => "emit " + JqValue.FromMembers(emit.Event.Members.Where(m => m.Key is not ("id" or "time"))),
            _ => JqValue.FromMembers(effect.ToValue().Members.Where(m => m.Key != "key")).ToString(),
        };
        return BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text.Replace(instance, "p", StringComparison.Ordinal))));
    }

    /// <summary>What an effect is, in a word: <c>http</c>, <c>timer</c>, the name of one of Parley's functions.</summary>
    public static string KindOf(ProcessEffect effect) => effect switch
    {
        FunctionEffect function => function.Function,
        HumanTaskEffect => ParleyFunctions.AskPerson,
        _ => effect.Kind,
    };
}
