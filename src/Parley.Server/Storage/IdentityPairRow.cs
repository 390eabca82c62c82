namespace Parley.Server.Storage;

/// <summary>A change of a pair of records that may be of one person.</summary>
/// <param name="Id">Its number; the newest of a pair holds.</param>
/// <param name="Low">The lower of the records' names.</param>
/// <param name="High">The higher.</param>
/// <param name="Weight">The match weight in thousandths of a bit; null when they are a pair no longer.</param>
/// <param name="Model">By which model and settings it was weighed.</param>
internal sealed record IdentityPairRow(long Id, long Low, long High, long? Weight, string Model);
