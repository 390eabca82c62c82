using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Server.Access;

/// <summary>The keys by which callers are known, by their hash. Immutable.</summary>
/// <remarks>A key is found by the first bytes of its hash, which say nothing of the key, and then compared in constant time.</remarks>
internal sealed class KeyTable
{
    private const string Scheme = "Bearer ";
    private const int MostCharacters = 512;

    private readonly Dictionary<long, List<Entry>> _byHash = [];

    // A connection gives the header of its next request as the very same string when it says the same: what was found by its hash need not be hashed again.
    private readonly ConditionalWeakTable<string, Entry> _known = [];

    /// <summary>Makes the table of a workspace. A key whose secret is not there lets nobody in.</summary>
    public static KeyTable Build(LoadedWorkspace workspace, Secrets secrets)
    {
        KeyTable table = new();
        foreach (SystemKey key in workspace.Installation.OperatorKeys)
        {
            table.Add(key, new Caller { KeyId = key.Id, Rights = Rights.All }, secrets);
        }

        foreach (SystemDefinition system in workspace.Systems.Values)
        {
            foreach (SystemKey key in system.Keys)
            {
                table.Add(key, SystemCallers.Of(system, key.Id), secrets);
            }
        }

        return table;
    }

    /// <summary>The caller that an <c>Authorization</c> header names, or null.</summary>
    public Caller? Find(string? authorization, DateTimeOffset now)
    {
        if (authorization is null
            || authorization.Length > MostCharacters
            || !authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (_known.TryGetValue(authorization, out Entry? known))
        {
            return known.CallerAt(now);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> key = stackalloc byte[Encoding.UTF8.GetMaxByteCount(authorization.Length - Scheme.Length)];
        int length = Encoding.UTF8.GetBytes(authorization.AsSpan(Scheme.Length).Trim(), key);
        SHA256.HashData(key[..length], hash);
        if (!_byHash.TryGetValue(BitConverter.ToInt64(hash), out List<Entry>? entries))
        {
            return null;
        }

        foreach (Entry entry in entries)
        {
            if (CryptographicOperations.FixedTimeEquals(entry.Hash, hash) && entry.CallerAt(now) is Caller caller)
            {
                _known.TryAdd(authorization, entry);
                return caller;
            }
        }

        return null;
    }

    private void Add(SystemKey key, Caller caller, Secrets secrets)
    {
        byte[]? hash = key.Sha256 is not null
            ? Convert.FromHexString(key.Sha256)
            : key.Secret is not null && secrets.Find(key.Secret) is { Length: > 0 } text ? SHA256.HashData(Encoding.UTF8.GetBytes(text)) : null;
        if (hash is not { Length: SHA256.HashSizeInBytes })
        {
            return;
        }

        long prefix = BitConverter.ToInt64(hash);
        if (!_byHash.TryGetValue(prefix, out List<Entry>? entries))
        {
            _byHash.Add(prefix, entries = []);
        }

        entries.Add(new Entry(hash, caller, key.Expires));
    }

    private sealed record Entry(byte[] Hash, Caller Caller, DateOnly? Expires)
    {
        public Caller? CallerAt(DateTimeOffset now) => Expires < DateOnly.FromDateTime(now.UtcDateTime) ? null : Caller;
    }
}
