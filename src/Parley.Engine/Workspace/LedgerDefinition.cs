using Parley.Engine.Evidence;

namespace Parley.Engine.Workspace;

/// <summary>How the installation's ledger is kept (<c>ledger</c> of <c>parley.yaml</c>).</summary>
public sealed record LedgerDefinition
{
    /// <summary>The ledger's name in its checkpoints; <c>parley/</c> and the installation's name when it says none. Never to be changed.</summary>
    public string? Origin { get; init; }

    /// <summary>Where the private keys are that sign checkpoints, ECDSA on P-256 in PEM; without one the server makes its own below <c>.parley</c>.</summary>
    public IReadOnlyList<SecretReference> Keys { get; init; } = [];

    /// <summary>Where the secret is under which subjects are hashed; without one the server makes its own below <c>.parley</c>. Never to be changed.</summary>
    public SecretReference? SubjectSecret { get; init; }

    /// <summary>How many entries may be unsealed before intake refuses.</summary>
    public int MostUnsealed { get; init; } = 1_000_000;

    /// <summary>How long entries wait for their checkpoint at most, when sealing keeps up.</summary>
    public TimeSpan SealEvery { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Whether a person must give a reason for reading content; on unless the workspace says otherwise.</summary>
    public bool ReasonRequired { get; init; } = true;

    /// <summary>Who is asked to co-sign checkpoints.</summary>
    public IReadOnlyList<WitnessDefinition> Witnesses { get; init; } = [];

    /// <summary>The keys of other ledgers whose checkpoints this installation co-signs; the key's name is the ledger's.</summary>
    public IReadOnlyList<NoteKey> WitnessFor { get; init; } = [];
}
