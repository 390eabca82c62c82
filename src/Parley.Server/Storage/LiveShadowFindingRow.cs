namespace Parley.Server.Storage;

/// <summary>What a live shadow found of one exchange or instance.</summary>
/// <param name="Id">Its key.</param>
/// <param name="IsInstance">Whether it is of an instance of a process.</param>
/// <param name="Subject">The exchange or the instance.</param>
/// <param name="At">When it was found, microseconds since 1970.</param>
/// <param name="Content">The differences; when it is read, null once what they are of has been erased.</param>
internal sealed record LiveShadowFindingRow(long Id, bool IsInstance, long Subject, long At, byte[]? Content);
