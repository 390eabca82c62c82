using System.Runtime.CompilerServices;

namespace Parley.Engine.Search;

/// <summary>
/// From terms to numbers. In many parts, each a table of its own that is kept rather full: a single one that doubles would hold twice what it must, and searches would wait
/// for seconds while it moves tens of millions of terms.
/// </summary>
internal sealed class TermTable
{
    private const int PartBits = 10;
    private const int Fewest = 16;

    // Of eight places at most six are taken, or what is not there would be looked for in a long row of what is; a part grows by a quarter.
    private const int Eighths = 6;

    private readonly Part[] _parts = [.. Enumerable.Range(0, 1 << PartBits).Select(_ => new Part())];

    /// <summary>How many terms there are.</summary>
    public int Count { get; private set; }

    /// <summary>The number of a term; false when it is not there.</summary>
    public bool TryGet(ulong term, out int number)
    {
        (Part part, uint hash) = PartOf(term);
        int at = part.Find(term, hash);
        number = at >= 0 ? part.Numbers[at] : 0;
        return at >= 0;
    }

    /// <summary>Where the number of a term is kept, until another term comes or goes; added with 0 where it was not there.</summary>
    public ref int GetOrAdd(ulong term, out bool known)
    {
        (Part part, uint hash) = PartOf(term);
        int at = part.Find(term, hash);
        known = at >= 0;
        if (!known)
        {
            at = part.Add(term, hash);
            Count++;
        }

        return ref part.Numbers[at];
    }

    /// <summary>Takes a term out; false when it was not there.</summary>
    public bool Remove(ulong term)
    {
        (Part part, uint hash) = PartOf(term);
        int at = part.Find(term, hash);
        if (at < 0)
        {
            return false;
        }

        part.RemoveAt(at);
        Count--;
        return true;
    }

    // Terms of texts that begin alike are numbers that begin alike: spread first.
    private (Part Part, uint Hash) PartOf(ulong term)
    {
        ulong hash = Spread(term);
        return (_parts[hash >> (64 - PartBits)], (uint)hash);
    }

    private static ulong Spread(ulong term)
    {
        term = (term ^ (term >> 32)) * 0x9E3779B97F4A7C15;
        return (term ^ (term >> 29)) * 0xBF58476D1CE4E5B9;
    }

    /// <summary>A table with open places, 0 for none: no term is 0, since kinds begin with 1. What does not find its own place free stands in the next one that is.</summary>
    private sealed class Part
    {
        private ulong[] _terms = new ulong[Fewest];
        private int _count;

        public int[] Numbers { get; private set; } = new int[Fewest];

        public int Find(ulong term, uint hash)
        {
            ulong[] terms = _terms;
            for (int at = Home(hash); terms[at] != 0; at = Next(at))
            {
                if (terms[at] == term)
                {
                    return at;
                }
            }

            return -1;
        }

        public int Add(ulong term, uint hash)
        {
            if ((_count + 1) * 8L > _terms.Length * (long)Eighths)
            {
                Grow();
            }

            _count++;
            return Place(term, hash);
        }

        // What stands behind it moves up where it would be found no more.
        public void RemoveAt(int hole)
        {
            for (int at = Next(hole); _terms[at] != 0; at = Next(at))
            {
                int home = Home((uint)Spread(_terms[at]));
                bool reached = hole <= at ? home > hole && home <= at : home > hole || home <= at;
                if (!reached)
                {
                    (_terms[hole], Numbers[hole]) = (_terms[at], Numbers[at]);
                    hole = at;
                }
            }

            _terms[hole] = 0;
            _count--;
        }

        private int Place(ulong term, uint hash)
        {
            int at = Home(hash);
            while (_terms[at] != 0)
            {
                at = Next(at);
            }

            (_terms[at], Numbers[at]) = (term, 0);
            return at;
        }

        private void Grow()
        {
            (ulong[] terms, int[] numbers) = (_terms, Numbers);
            int room = terms.Length + (terms.Length / 4);
            (_terms, Numbers) = (new ulong[room], new int[room]);
            for (int i = 0; i < terms.Length; i++)
            {
                if (terms[i] != 0)
                {
                    Numbers[Place(terms[i], (uint)Spread(terms[i]))] = numbers[i];
                }
            }
        }

        // The hash as a fraction of the table's length.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private int Home(uint hash) => (int)(((ulong)hash * (uint)_terms.Length) >> 32);

        private int Next(int at) => at + 1 == _terms.Length ? 0 : at + 1;
    }
}
