namespace Parley.Server.Storage;

/// <summary>What has become of a task, as its origin is told. It is told again until it says, in a transaction of its own, that it has gone on from it.</summary>
/// <param name="Id">Its key; they rise in the order in which tasks ended.</param>
/// <param name="Task">The task, ended, with its answer.</param>
internal sealed record TaskAnswerRow(long Id, TaskRow Task);
