using Parley.Engine.Processes;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>An instance as it is looked at.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Definition">The definition it runs on; null when it cannot be read any more.</param>
/// <param name="State">Its state; null when it has not begun or cannot be read any more.</param>
/// <param name="Content">What is stored of it; null when it cannot be read any more.</param>
internal sealed record ProcessInstanceView(ProcessRow Row, KeptDefinition? Definition, ProcessState? State, ProcessContent? Content);
