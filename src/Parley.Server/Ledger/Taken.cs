namespace Parley.Server.Ledger;

/// <summary>What became of an entry of the ledger that a follower was given.</summary>
internal enum Taken
{
    /// <summary>It is in the stretch, or came to nothing.</summary>
    In,

    /// <summary>It is in the stretch, which is to be written now.</summary>
    Last,

    /// <summary>It is not in the stretch, which is to be written first; then it is given again.</summary>
    NotYet,
}
