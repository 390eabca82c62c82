namespace Parley.Server.Repository;

/// <summary>Numbers for pairs of record type and system, by which the index leaves records out that are not wanted.</summary>
internal sealed class SearchGroups
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Type, string System), int> _numbers = [];
    private (string Type, string System)[] _groups = [];

    /// <summary>The number of a pair; given out when it is first seen.</summary>
    public int Of(string type, string system)
    {
        lock (_gate)
        {
            if (!_numbers.TryGetValue((type, system), out int number))
            {
                number = _groups.Length;
                _numbers.Add((type, system), number);
                _groups = [.. _groups, (type, system)];
            }

            return number;
        }
    }

    /// <summary>All pairs, by their numbers.</summary>
    public IReadOnlyList<(string Type, string System)> All
    {
        get
        {
            lock (_gate)
            {
                return _groups;
            }
        }
    }
}
