using Parley.Engine.Linkage.Records;

namespace Parley.Engine.Linkage.Blocking;

/// <summary>Finds the records that share a block with a record, each once, with the rules that found it. One for each thread.</summary>
internal sealed class CandidateFinder(RecordTable table, BlockIndex blocks, bool acrossSources)
{
    private readonly uint[] _rules = new uint[table.Count];
    private readonly List<int> _found = [];

    /// <summary>Finds the candidates of a record; valid until the next call.</summary>
    /// <param name="record">The record.</param>
    /// <param name="earlierOnly">Whether only records of lower number are wanted, so that all calls together give each pair once.</param>
    public List<int> Find(int record, bool earlierOnly)
    {
        foreach (int other in _found)
        {
            _rules[other] = 0;
        }

        _found.Clear();
        foreach (int block in blocks.BlocksOf(record))
        {
            uint rule = 1u << blocks.Rule(block);
            foreach (int other in blocks.Members(block))
            {
                if (other >= record)
                {
                    if (earlierOnly)
                    {
                        break;
                    }

                    if (other == record)
                    {
                        continue;
                    }
                }

                if (acrossSources && table.Source(other) == table.Source(record))
                {
                    continue;
                }

                if (_rules[other] == 0)
                {
                    _found.Add(other);
                }

                _rules[other] |= rule;
            }
        }

        return _found;
    }

    /// <summary>The rules, as a mask, that found a candidate of the last call.</summary>
    public uint RulesOf(int candidate) => _rules[candidate];
}
