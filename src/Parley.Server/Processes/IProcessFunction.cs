
namespace Parley.Server.Processes;

/// <summary>
/// One of Parley's own functions as the server carries it out. It is called again under the same key after a crash, and does then nothing twice.
/// </summary>
internal interface IProcessFunction
{
    /// <summary>The function's name in the catalogue.</summary>
    string Name { get; }

    /// <summary>Carries it out.</summary>
    /// <param name="call">What is asked.</param>
    /// <param name="cancellationToken">The process no longer wants it, or the server stops.</param>
    /// <returns>
    /// What it gave, or the error; null when another part has taken it over durably and answers by <see cref="ProcessRunner.AnswerAsync"/> some day.
    /// </returns>
    Task<ProcessAnswer?> CallAsync(ProcessCall call, CancellationToken cancellationToken);

    /// <summary>What was taken over is no longer wanted.</summary>
    /// <param name="call">What was asked; its arguments are no longer known.</param>
    /// <param name="cancellationToken">The server stops.</param>
    Task CancelAsync(ProcessCall call, CancellationToken cancellationToken);
}
