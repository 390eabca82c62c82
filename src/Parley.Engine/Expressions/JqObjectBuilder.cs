namespace Parley.Engine.Expressions;

/// <summary>Gathers the members of an object; of the same name the last value wins, at the first place.</summary>
internal sealed class JqObjectBuilder
{
    private readonly List<string> _names = [];
    private readonly List<JqValue> _values = [];
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);

    public JqObjectBuilder()
    {
    }

    public JqObjectBuilder(JqObject start)
    {
        for (int i = 0; i < start.Count; i++)
        {
            Set(start.Names[i], start.Values[i]);
        }
    }

    public void Set(string name, JqValue value)
    {
        if (_index.TryGetValue(name, out int at))
        {
            _values[at] = value;
            return;
        }

        _index[name] = _names.Count;
        _names.Add(name);
        _values.Add(value);
    }

    public JqValue? Find(string name) => _index.TryGetValue(name, out int at) ? _values[at] : null;

    public JqObject Build() => new([.. _names], [.. _values]);
}
