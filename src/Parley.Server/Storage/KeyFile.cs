using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Parley.Server.Operations;

namespace Parley.Server.Storage;

/// <summary>
/// The file of keys, apart from the store so that no backup of the store holds them: the nodes that are left of the tree, each durable
/// before it is first used, and overwritten when it is taken out.
/// </summary>
/// <remarks>Not thread-safe: <see cref="ContentKeys"/> asks one question at a time.</remarks>
internal sealed class KeyFile : IDisposable
{
    private const string Check = "check";
    private const string Blind = "blind";

    private readonly SqliteConnection _connection;
    private readonly byte[]? _master;

    /// <summary>Opens the file, or makes it.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="master">The secret that nodes are wrapped under, or null to keep them as they are.</param>
    public KeyFile(string path, string? master)
    {
        SqliteLibrary.Configure();
        Prepare(path);
        _master = master is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(master));
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false, DefaultTimeout = 10 }.ToString());
        try
        {
            _connection.Open();
            Execute("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON");
            Execute("CREATE TABLE IF NOT EXISTS nodes (first INTEGER PRIMARY KEY, level INTEGER NOT NULL, value BLOB NOT NULL)");
            Execute("CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value BLOB NOT NULL)");
            Forget();
            CheckMaster();
            BlindKey = Fact(Blind);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>The key of the hashes by which references are looked up.</summary>
    public byte[] BlindKey { get; }

    /// <summary>The first number after all that the file knows.</summary>
    public long End()
    {
        using SqliteCommand command = Command("SELECT first, level FROM nodes ORDER BY first DESC LIMIT 1");
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() ? new KeyNode(reader.GetInt64(0), reader.GetInt32(1), []) is var node ? node.First + node.Count : 0 : 0;
    }

    /// <summary>The node that leads to a number's key; null when none is left.</summary>
    public KeyNode? Find(long number)
    {
        using SqliteCommand command = Command("SELECT first, level, value FROM nodes WHERE first <= $1 ORDER BY first DESC LIMIT 1", number);
        using SqliteDataReader reader = command.ExecuteReader();
        if (!reader.Read())
        {
            return null;
        }

        KeyNode node = new(reader.GetInt64(0), reader.GetInt32(1), Unwrap((byte[])reader.GetValue(2)));
        return node.Covers(number) ? node : null;
    }

    /// <summary>Adds a seed and returns once it is durable.</summary>
    public void Add(KeyNode seed) => Insert(seed, null);

    /// <summary>Takes numbers out for good; returns once what led to them is overwritten. Numbers that are out already change nothing.</summary>
    public void Remove(IEnumerable<long> numbers)
    {
        using (SqliteTransaction transaction = _connection.BeginTransaction())
        {
            foreach (long number in numbers)
            {
                if (Find(number) is KeyNode node)
                {
                    using SqliteCommand command = Command("DELETE FROM nodes WHERE first = $1", node.First);
                    command.Transaction = transaction;
                    command.ExecuteNonQuery();
                    KeyTree.Without(node, number).ForEach(n => Insert(n, transaction));
                    CryptographicOperations.ZeroMemory(node.Value);
                }
            }

            transaction.Commit();
        }

        Forget();
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private static void Prepare(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        OwnerFile.Open(path, new() { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite }).Dispose();
    }

    /// <summary>Brings changes into the file and empties the write-ahead log, whose earlier pages still hold what was taken out.</summary>
    private void Forget() => Execute("PRAGMA wal_checkpoint(TRUNCATE)");

    private void CheckMaster()
    {
        using SqliteCommand command = Command("SELECT value FROM facts WHERE name = $1", Check);
        if (command.ExecuteScalar() is byte[] stored)
        {
            bool wrapped = stored[0] == 1;
            if (wrapped != _master is not null || (wrapped && TryUnwrap(stored[1..]) is null))
            {
                throw new StoreUnavailableException("The file of keys was written under another master key, or with none.", null);
            }

            return;
        }

        byte[] check = [(byte)(_master is null ? 0 : 1), .. Wrap(new byte[KeyTree.Size])];
        SetFact(Check, check);
    }

    private byte[] Fact(string name)
    {
        using SqliteCommand command = Command("SELECT value FROM facts WHERE name = $1", name);
        if (command.ExecuteScalar() is byte[] stored)
        {
            return Unwrap(stored);
        }

        byte[] made = RandomNumberGenerator.GetBytes(KeyTree.Size);
        SetFact(name, Wrap(made));
        return made;
    }

    private void SetFact(string name, byte[] value)
    {
        using SqliteCommand command = Command("INSERT INTO facts (name, value) VALUES ($1, $2)", name, value);
        command.ExecuteNonQuery();
    }

    private void Insert(KeyNode node, SqliteTransaction? transaction)
    {
        using SqliteCommand command = Command(
            "INSERT INTO nodes (first, level, value) VALUES ($1, $2, $3)", node.First, (long)node.Level, Wrap(node.Value));
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    private byte[] Wrap(byte[] value) => _master is null ? value : new ContentKey(0, _master).Seal(SealedPlace.Node, value);

    private byte[] Unwrap(byte[] stored) =>
        TryUnwrap(stored) ?? throw new StoreUnavailableException("A key cannot be read: the file of keys is damaged.", null);

    private byte[]? TryUnwrap(byte[] stored) => _master is null ? stored : new ContentKey(0, _master).Open(SealedPlace.Node, stored);

    private void Execute(string sql)
    {
        using SqliteCommand command = Command(sql);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql, params object[] values)
    {
        SqliteCommand command = _connection.CreateCommand();
#pragma warning disable CA2100 // Texts are constants of this type.
        command.CommandText = sql;
#pragma warning restore CA2100
        for (int i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        }

        return command;
    }
}
