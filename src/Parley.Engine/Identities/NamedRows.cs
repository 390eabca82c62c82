namespace Parley.Engine.Identities;

/// <summary>Small numbers for records, given out anew when a record is gone. Not thread-safe.</summary>
internal sealed class NamedRows
{
    private readonly Stack<int> _free = new();
    private readonly List<long> _names = [];

    /// <summary>The record of a row.</summary>
    public long this[int row] => _names[row];

    /// <summary>A row for a record.</summary>
    public int Take(long record)
    {
        if (_free.TryPop(out int row))
        {
            _names[row] = record;
            return row;
        }

        _names.Add(record);
        return _names.Count - 1;
    }

    /// <summary>Gives a row back.</summary>
    public void Release(int row) => _free.Push(row);
}
