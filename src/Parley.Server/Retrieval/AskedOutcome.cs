namespace Parley.Server.Retrieval;

/// <summary>What became of asking one system.</summary>
internal enum AskedOutcome
{
    /// <summary>It has not answered yet.</summary>
    Waiting,

    /// <summary>It answered, perhaps that it has nothing.</summary>
    Answered,

    /// <summary>It did not want to answer, or would not have.</summary>
    Refused,

    /// <summary>It could not be asked, failed, or answered what cannot be read.</summary>
    Failed,

    /// <summary>It was not asked.</summary>
    NotAsked,
}
