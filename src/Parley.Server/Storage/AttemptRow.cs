namespace Parley.Server.Storage;

/// <summary>A failed attempt of a delivery. Times in microseconds.</summary>
internal sealed record AttemptRow(long Exchange, int N, long At, long TookMicroseconds, int? HttpStatus, string? Error, long? NextAttempt);
