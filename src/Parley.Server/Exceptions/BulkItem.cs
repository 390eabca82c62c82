using Parley.Server.Operations;

namespace Parley.Server.Exceptions;

/// <summary>What a bulk act would do, or did, to one exception.</summary>
/// <param name="Exception">The exception.</param>
/// <param name="State">What it stood like: something else later means that it has changed.</param>
/// <param name="Foreseen">What would come of it, or came.</param>
internal sealed record BulkItem(long Exception, string State, Foreseen Foreseen);
