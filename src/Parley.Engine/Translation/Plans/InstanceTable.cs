namespace Parley.Engine.Translation.Plans;

/// <summary>Which records of a bundle stand for which rule while one message is written: rule after rule. Rented with its run.</summary>
internal sealed class InstanceTable
{
    private Instance[] _items = new Instance[32];
    private int[] _lastOf = new int[32];

    public int Count { get; private set; }

    public ref readonly Instance this[int index] => ref _items[index];

    /// <summary>Forgets all, for a bundle of so many records.</summary>
    public void Begin(int records)
    {
        Count = 0;
        if (_lastOf.Length < records)
        {
            _lastOf = new int[records * 2];
        }

        _lastOf.AsSpan(0, records).Fill(-1);
    }

    public void Add(int record, int parent)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count] = new Instance { Record = record, Parent = parent, Before = _lastOf[record], Single = -1 };
        _lastOf[record] = Count++;
    }

    /// <summary>The instance that was added last for a record; -1 for none. The others follow by <see cref="Instance.Before"/>.</summary>
    public int LastOf(int record) => _lastOf[record];

    /// <summary>Notes that a rule with room for one has been bound within an instance.</summary>
    /// <returns>False when it was already.</returns>
    public bool TryTakeSingle(int parent, int rule)
    {
        ref int single = ref _items[parent].Single;
        bool free = single != rule;
        single = rule;
        return free;
    }

    /// <summary>
    /// Puts the instances from one on into the order of their parents, those of one parent as they came: they mostly are, and writing relies on it.
    /// </summary>
    public void OrderByParent(int from)
    {
        int i = from + 1;
        while (i < Count && _items[i - 1].Parent <= _items[i].Parent)
        {
            i++;
        }

        if (i >= Count)
        {
            return;
        }

        Instance[] ordered = [.. _items.Take(Count).Skip(from).OrderBy(item => item.Parent)];
        while (Count > from)
        {
            ref readonly Instance last = ref _items[--Count];
            _lastOf[last.Record] = last.Before;
        }

        foreach (Instance item in ordered)
        {
            Add(item.Record, item.Parent);
        }
    }

    /// <summary>The first instance of a range, ordered by parent, that stands within a parent or a later one.</summary>
    public int FirstWithin(int from, int to, int parent)
    {
        while (from < to)
        {
            int middle = (from + to) >>> 1;
            if (_items[middle].Parent < parent)
            {
                from = middle + 1;
            }
            else
            {
                to = middle;
            }
        }

        return from;
    }

    /// <summary>A record that stands for a rule.</summary>
    public struct Instance
    {
        /// <summary>Its place in the bundle.</summary>
        public int Record;

        /// <summary>The instance of the parent rule it belongs to, or -1.</summary>
        public int Parent;

        /// <summary>The instance before that has the same record, or -1.</summary>
        public int Before;

        /// <summary>The rule with room for one that was bound within it last, or -1.</summary>
        public int Single;
    }
}
