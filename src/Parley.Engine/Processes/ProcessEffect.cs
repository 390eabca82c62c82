using Parley.Engine.Expressions;

namespace Parley.Engine.Processes;

/// <summary>What a step wants done. Outward ones have a key: the instance, the task's place, and which run of it.</summary>
/// <param name="Key">The idempotency key; the same step always gives the same.</param>
public abstract record ProcessEffect(string Key)
{
    /// <summary>What it is, in the word that stands for it in the store: <c>http</c>, <c>timer</c>, <c>human-task</c>.</summary>
    public abstract string Kind { get; }

    /// <summary>The effect as JSON, for the store; <see cref="TryRead"/> reads it.</summary>
    public JqValue ToValue() => Values.Of([("kind", JqValue.From(Kind)), ("key", JqValue.From(Key)), .. Members()]);

    /// <summary>Reads an effect from the JSON that <see cref="ToValue"/> gave; null when it is none.</summary>
    public static ProcessEffect? TryRead(JqValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        string key = Values.Text(value, "key") ?? "";
        return Values.Text(value, "kind") switch
        {
            "http" => new HttpEffect(key, HttpRequestData.FromValue(value.Member("request") ?? JqValue.Null)),
            "function" => new FunctionEffect(key, Values.Text(value, "function") ?? "", value.Member("arguments") ?? JqValue.Null),
            "human-task" => new HumanTaskEffect(key, value.Member("arguments") ?? JqValue.Null),
            "emit" => new EmitEffect(key, value.Member("event") ?? JqValue.Null),
            "timer" => new TimerEffect(key, DateTimeOffset.FromUnixTimeMilliseconds(Values.Number(value, "due"))),
            "listen" => new ListenEffect(key, [.. (value.Member("filters")?.Items ?? []).Select(SubscriptionFilter.FromValue)]),
            "child" => ChildEffect.FromValue(key, value),
            "cancel" => new CancelEffect(key),
            "lifecycle" => new LifecycleEffect(key, Values.Text(value, "type") ?? "", value.Member("data") ?? JqValue.Null),
            "continue" => new ContinueEffect(key),
            _ => null,
        };
    }

    private protected virtual (string Name, JqValue? Value)[] Members() => [];
}
