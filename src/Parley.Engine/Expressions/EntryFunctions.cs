namespace Parley.Engine.Expressions;

/// <summary>Built-ins between objects and lists of their members.</summary>
internal static class EntryFunctions
{
    private static readonly JqNames EntryNames = new(["key", "value"]);

    public static void AddTo(Dictionary<string, NativeFunction> table)
    {
        table["to_entries/0"] = ToEntries;
        table["from_entries/0"] = FromEntries;
    }

    private static JqValue? ToEntries(Machine machine, Node at, JqValue value, JqValue[] arguments) => value switch
    {
        JqObject o => new JqArray(System.Array.ConvertAll(Places(o.Count), i => (JqValue)new JqObject(EntryNames, [JqValue.From(o.Names[i]), o.Values[i]]))),
        JqArray a => new JqArray(System.Array.ConvertAll(Places(a.Elements.Length), i => (JqValue)new JqObject(EntryNames, [JqValue.From(i), a.Elements[i]]))),
        _ => machine.Fail(at, $"{Machine.Show(value)} has no keys"),
    };

    private static int[] Places(int count) => [.. Enumerable.Range(0, count)];

    private static JqValue? FromEntries(Machine machine, Node at, JqValue value, JqValue[] arguments)
    {
        JqValue[]? entries = value switch { JqArray a => a.Elements, JqObject o => o.Values, _ => null };
        if (entries is null)
        {
            return machine.Fail(at, $"Cannot iterate over {Machine.Show(value)}");
        }

        var builder = new JqObjectBuilder();
        foreach (JqValue entry in entries)
        {
            if (!machine.Tick(at))
            {
                return null;
            }

            if (entry is not (JqObject or JqNull))
            {
                return machine.Fail(at, $"Cannot index {Machine.KindName(entry)} with string \"key\"");
            }

            if (Name(entry as JqObject) is not { } name)
            {
                return machine.Fail(at, $"Cannot use {Machine.Show(Key(entry as JqObject))} as object key");
            }

            builder.Set(name, Find(entry as JqObject, "value", "v", "Value", "V") ?? JqValue.Null);
        }

        return builder.Build();
    }

    private static JqValue Key(JqObject? entry) => Find(entry, "key", "k", "name", "Name", "Key", "K") ?? JqValue.Null;

    /// <summary>Keys that are no strings become their text, as in jq 1.5 and 1.6; lists have none.</summary>
    private static string? Name(JqObject? entry) => Key(entry) switch
    {
        JqString text => text.Value,
        JqArray or JqObject => null,
        { } other => other.ToString(),
    };

    private static JqValue? Find(JqObject? entry, params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (entry?.Find(name) is { } found)
            {
                return found;
            }
        }

        return null;
    }
}
