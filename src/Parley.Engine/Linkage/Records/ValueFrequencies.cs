namespace Parley.Engine.Linkage.Records;

/// <summary>
/// How frequent each value was among the records that a model is used with: a snapshot, so that weights stay the same while records come and go.
/// </summary>
public sealed class ValueFrequencies
{
    private readonly int _total;
    private readonly List<KeyValuePair<string, int>> _given = [];
    private readonly List<KeyValuePair<string, int>> _middle = [];
    private readonly List<KeyValuePair<string, int>>[] _others;

    private ValueFrequencies(int total, int others)
    {
        _total = total;
        _others = [.. Enumerable.Range(0, others).Select(_ => new List<KeyValuePair<string, int>>())];
    }

    /// <summary>Takes the frequencies of a table as they stand.</summary>
    public static ValueFrequencies Of(RecordTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        ValueDictionary[] others = Dictionaries(table);
        ValueFrequencies taken = new(table.FrequencyTotal, others.Length);
        for (int id = 1; id < table.Names.Limit; id++)
        {
            taken._given.Add(new(table.Names.Text(id), table.Names.GivenCount(id)));
            taken._middle.Add(new(table.Names.Text(id), table.Names.MiddleCount(id)));
        }

        for (int i = 0; i < others.Length; i++)
        {
            for (int id = 1; id < others[i].Limit; id++)
            {
                taken._others[i].Add(new(others[i].Text(id), others[i].Count(id)));
            }
        }

        return taken;
    }

    internal void FillIn(RecordTable table)
    {
        table.FrequencyTotal = _total;
        ValueDictionary[] others = Dictionaries(table);
        for (int i = 0; i < others.Length; i++)
        {
            foreach ((string text, int count) in _others[i])
            {
                others[i].Add(others[i].Intern(text), count);
            }
        }

        foreach ((string text, int count) in _given)
        {
            table.Names.AddGiven(table.Names.Intern(text), count);
        }

        foreach ((string text, int count) in _middle)
        {
            table.Names.AddMiddle(table.Names.Intern(text), count);
        }
    }

    private static ValueDictionary[] Dictionaries(RecordTable table) =>
        [table.Names, table.Births, table.Postcodes, table.Addresses, .. table.Schema.Fields.Select(f => f.Values)];
}
