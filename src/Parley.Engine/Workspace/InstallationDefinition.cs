using Parley.Engine.Sharing;

namespace Parley.Engine.Workspace;

/// <summary>What <c>parley.yaml</c> says of the installation.</summary>
public sealed record InstallationDefinition
{
    /// <summary>The installation's name.</summary>
    public required string Name { get; init; }

    /// <summary>The identifier of the organisation that runs it.</summary>
    public required string Organisation { get; init; }

    /// <summary>The built-in dictionary's version that the workspace was written for.</summary>
    public required string DictionaryVersion { get; init; }

    /// <summary>Where state is kept; embedded SQLite in <c>.parley</c> below the workspace by default.</summary>
    public StorageDefinition Storage { get; init; } = new("sqlite", ".parley/store.db", null);

    /// <summary>The address the server listens on.</summary>
    public string Listen { get; init; } = "http://127.0.0.1:7300";

    /// <summary>How the server proves itself when <see cref="Listen"/> is an https address; otherwise null.</summary>
    public TlsDefinition? Tls { get; init; }

    /// <summary>The time zone by whose days agreements begin and end.</summary>
    public DayZone Zone { get; init; } = DayZone.Standard;

    /// <summary>The greatest size of one message in bytes.</summary>
    public int MaxMessageBytes { get; init; } = 16 << 20;

    /// <summary>How the ledger is kept.</summary>
    public LedgerDefinition Ledger { get; init; } = new();

    /// <summary>
    /// Whether what is exchanged is also kept in the common repository, to be searched by those who may. Off unless said: to keep such a repository is a
    /// purpose of its own, which the organisations concerned decide on.
    /// </summary>
    public bool Repository { get; init; }

    /// <summary>How objects (photographs, video, sound, documents) are kept; null when none are taken.</summary>
    public MediaDefinition? Media { get; init; }

    /// <summary>How the repository's records are joined to identities; null when they are not.</summary>
    public IdentityDefinition? Identities { get; init; }

    /// <summary>What processes may call and know.</summary>
    public ProcessRules Processes { get; init; } = new();

    /// <summary>The hashed keys of those who operate the installation and see all of it (<c>operator-keys</c>); none by default.</summary>
    public IReadOnlyList<SystemKey> OperatorKeys { get; init; } = [];
}
