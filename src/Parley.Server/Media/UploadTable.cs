using System.Security.Cryptography;

namespace Parley.Server.Media;

/// <summary>
/// The uploads that this server is writing or has written to: which are in use, and the hash of each as far as it has come, so that a resumed upload need not
/// be read again. Safe for many threads.
/// </summary>
internal sealed class UploadTable
{
    private const int MostHashes = 1000;

    private readonly Lock _gate = new();
    private readonly HashSet<long> _inUse = [];
    private readonly Dictionary<long, (long At, IncrementalHash Hash)> _hashes = [];

    /// <summary>Takes an upload for oneself; false when another has it.</summary>
    public bool TryEnter(long id)
    {
        lock (_gate)
        {
            return _inUse.Add(id);
        }
    }

    /// <summary>Lets an upload go.</summary>
    public void Leave(long id)
    {
        lock (_gate)
        {
            _inUse.Remove(id);
        }
    }

    /// <summary>Takes the hash of an upload's first bytes out of the table; null when it is not known for just so many.</summary>
    public IncrementalHash? Take(long id, long at)
    {
        lock (_gate)
        {
            if (!_hashes.Remove(id, out (long At, IncrementalHash Hash) found))
            {
                return at == 0 ? IncrementalHash.CreateHash(HashAlgorithmName.SHA256) : null;
            }

            if (found.At == at)
            {
                return found.Hash;
            }

            found.Hash.Dispose();
            return null;
        }
    }

    /// <summary>Keeps the hash of an upload's first bytes. Past a bound another is forgotten: its upload is then read again, and nothing else is lost.</summary>
    public void Keep(long id, long at, IncrementalHash hash)
    {
        lock (_gate)
        {
            if (_hashes.Count >= MostHashes && _hashes.Keys.Min() is long oldest && _hashes.Remove(oldest, out (long At, IncrementalHash Hash) old))
            {
                old.Hash.Dispose();
            }

            _hashes[id] = (at, hash);
        }
    }

    /// <summary>Forgets an upload that is over.</summary>
    public void Forget(long id)
    {
        lock (_gate)
        {
            if (_hashes.Remove(id, out (long At, IncrementalHash Hash) old))
            {
                old.Hash.Dispose();
            }
        }
    }
}
