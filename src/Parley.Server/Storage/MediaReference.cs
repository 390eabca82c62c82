namespace Parley.Server.Storage;

/// <summary>That a record refers to an object.</summary>
/// <param name="Exchange">The exchange whose bundle says so.</param>
/// <param name="Place">The record's place in the bundle.</param>
/// <param name="Record">The record's name.</param>
/// <param name="System">The system whose record it is; an object is only referred to by records of its own system.</param>
/// <param name="Object">The object; null when it is named by its SHA-256.</param>
/// <param name="Sha256">The SHA-256; null when it is named by its key.</param>
internal sealed record MediaReference(long Exchange, int Place, long Record, string System, long? Object, byte[]? Sha256);
