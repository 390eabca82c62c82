using Parley.Server.Storage;

namespace Parley.Server.Tasks;

/// <summary>What is done with a task.</summary>
/// <param name="Row">The task as it is after it.</param>
/// <param name="Kind">What is done, one word of its history: <c>claimed</c>, <c>completed</c> …</param>
/// <param name="Detail">From whom to whom; or null.</param>
/// <param name="Text">What was said; sealed; or null.</param>
internal sealed record TaskChange(TaskRow Row, string Kind, string? Detail = null, string? Text = null);
