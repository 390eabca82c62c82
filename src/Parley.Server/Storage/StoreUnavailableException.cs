namespace Parley.Server.Storage;

/// <summary>The store cannot be read or written now: disk full, database away, shutting down. Nothing of the work took effect.</summary>
internal sealed class StoreUnavailableException(string message, Exception? inner) : Exception(message, inner);
