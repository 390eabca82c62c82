using Parley.Engine.Evidence;
using Parley.Server.Storage;

namespace Parley.Server.Ledger;

/// <summary>Makes proofs out of stored tiles: reads the few that a proof needs.</summary>
internal sealed class ProofMaker(Store store)
{
    /// <summary>Inclusion proofs of some entries in the tree of a size that is sealed.</summary>
    public Task<List<IReadOnlyList<TreeHash>>> InclusionAsync(IReadOnlyCollection<long> numbers, long size, CancellationToken cancellationToken) =>
        WithTilesAsync(nodes => numbers.Select(n => MerkleProof.Inclusion(nodes, n, size)).ToList(), size, cancellationToken);

    /// <summary>The consistency proof between two sizes, the second sealed.</summary>
    public Task<IReadOnlyList<TreeHash>> ConsistencyAsync(long first, long second, CancellationToken cancellationToken) =>
        WithTilesAsync(nodes => MerkleProof.Consistency(nodes, first, second), second, cancellationToken);

    private async Task<T> WithTilesAsync<T>(Func<TreeNodes, T> make, long size, CancellationToken cancellationToken)
    {
        TileNodes nodes = new();
        make(nodes);

        // Which nodes a proof is made of does not depend on what they are: one look tells all that is needed.
        foreach ((int level, long number) in nodes.TakeMissing())
        {
            nodes.Add(await store.Ledger.TileAsync(level, number, cancellationToken)
                ?? throw new StoreUnavailableException($"The ledger of size {size} has no tile {level}/{number}.", null));
        }

        T made = make(nodes);
        if (nodes.TakeMissing().Count > 0)
        {
            throw new StoreUnavailableException($"The ledger's tiles do not reach to size {size}.", null);
        }

        return made;
    }
}
