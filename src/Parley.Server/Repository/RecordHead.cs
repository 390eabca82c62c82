namespace Parley.Server.Repository;

/// <summary>How a record stands: its last row, and the version that is in force.</summary>
/// <param name="LastRow">The record's newest row.</param>
/// <param name="Number">That row's number.</param>
/// <param name="Exchange">The exchange whose bundle has the version in force; 0 when none is.</param>
/// <param name="Place">Where in that bundle.</param>
/// <param name="Row">The row of the version in force.</param>
internal readonly record struct RecordHead(long LastRow, int Number, long Exchange, int Place, long Row)
{
    /// <summary>Whether a version is in force.</summary>
    public bool InForce => Exchange != 0;
}
