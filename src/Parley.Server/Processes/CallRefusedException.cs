using Parley.Engine.Processes;

namespace Parley.Server.Processes;

/// <summary>A call that is not made: for whom it is meant, or for want of a secret or token.</summary>
internal sealed class CallRefusedException(ProcessError error) : Exception(error.Title)
{
    public ProcessError Error { get; } = error;
}
