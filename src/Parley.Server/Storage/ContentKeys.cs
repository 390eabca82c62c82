using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Parley.Server.Operations;

namespace Parley.Server.Storage;

/// <summary>
/// The keys of all exchanges' content. A key is there until it is erased; with it goes the content, in the store and in every backup of it
/// (ADR 0012). Safe for many threads.
/// </summary>
internal sealed class ContentKeys : IDisposable
{
    private readonly Lock _gate = new();
    private readonly KeyFile _file;
    private readonly KeyedHash _blind;

    // Each processor derives keys out of a run of numbers of its own, so that none waits for another's hashing.
    private readonly KeyRun[] _runs = [.. Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new KeyRun())];
    private readonly KeyPaths _reading = new();
    private KeyPath? _writing;
    private long _next = -1;
    private long _above;

    /// <summary>Takes a file of keys over.</summary>
    public ContentKeys(KeyFile file)
    {
        _file = file;
        _blind = new KeyedHash(file.BlindKey, "parley reference");
    }

    /// <summary>Makes sure that new numbers are above one that a store already holds, even where the file of keys is an older copy.</summary>
    public void StartAbove(long number)
    {
        lock (_gate)
        {
            _above = Math.Max(_above, number);
        }
    }

    /// <summary>The key of a new exchange; the seed it comes from is durable.</summary>
    /// <exception cref="StoreUnavailableException">The file of keys cannot be written.</exception>
    public ContentKey Next()
    {
        KeyRun run = _runs[(uint)Thread.GetCurrentProcessorId() % (uint)_runs.Length];
        lock (run.Gate)
        {
            return run.Next() ?? run.Begin(TakeRun());
        }
    }

    /// <summary>The key of a number; null when it has been erased.</summary>
    public ContentKey? Find(long number)
    {
        lock (_gate)
        {
            KeyPath? path = _reading.Find(number) ?? (Guarded(() => _file.Find(number)) is KeyNode node ? _reading.Add(node) : null);
            return path?.Key(number);
        }
    }

    /// <summary>What was sealed; null when its key has been erased, or nothing was.</summary>
    public byte[]? Open(SealedPlace place, byte[]? sealedBytes) =>
        sealedBytes is not null && ContentKey.NumberOf(sealedBytes) is long number && Find(number) is ContentKey key ? key.Open(place, sealedBytes) : null;

    /// <summary>Erases keys; returns once nothing is left that could derive them. May be repeated.</summary>
    public void Erase(IReadOnlyCollection<long> numbers)
    {
        lock (_gate)
        {
            _reading.Clear();
            if (_writing is not null && numbers.Any(_writing.Covers))
            {
                // The seed in use derives what is to be erased: the rest of its numbers is given up.
                _writing.Clear();
                _writing = null;
            }

            Guarded(() =>
            {
                _file.Remove(numbers);
                return true;
            });
        }

        // After the tree: a run that was being begun out of the old seed holds its gate until it can be seen here.
        foreach (KeyRun run in _runs)
        {
            lock (run.Gate)
            {
                run.Forget(numbers);
            }
        }
    }

    /// <summary>A keyed hash by which equal texts are found, the same as long as the file of keys is; says nothing of a text to who has not that file.</summary>
    public long Blind(params ReadOnlySpan<string> texts) => unchecked((long)_blind.Of(texts));

    /// <summary>A key of 32 bytes for one use, the same as long as the file of keys is; says nothing of those for others.</summary>
    public byte[] KeyFor(string use) => HMACSHA256.HashData(_file.BlindKey, Encoding.UTF8.GetBytes(use));

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static T Guarded<T>(Func<T> ask)
    {
        try
        {
            return ask();
        }
        catch (SqliteException failure)
        {
            throw new StoreUnavailableException("The file of keys cannot be used.", failure);
        }
    }

    private KeyNode TakeRun()
    {
        lock (_gate)
        {
            if (_writing is null || !_writing.Covers(_next))
            {
                BeginBlock();
            }

            KeyNode node = _writing!.Node(_next, KeyTree.RunLevel);
            _next += node.Count;
            return node;
        }
    }

    /// <summary>A server begins with a seed of its own, so that no number has to be remembered across restarts.</summary>
    private void BeginBlock()
    {
        long after = Math.Max(Guarded(_file.End), Math.Max(_above + 1, _next));
        KeyNode seed = new((after + KeyTree.BlockSize - 1) / KeyTree.BlockSize * KeyTree.BlockSize, 0, RandomNumberGenerator.GetBytes(KeyTree.Size));
        Guarded(() =>
        {
            _file.Add(seed);
            return true;
        });
        _writing?.Clear();
        _writing = new KeyPath(seed);
        _next = seed.First;
    }
}
