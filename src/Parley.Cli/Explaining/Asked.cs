using Parley.Engine.Sharing;
using Parley.Engine.Workspace;

namespace Parley.Cli.Explaining;

/// <summary>The question as it is asked of the agreements, and how it came to be that one.</summary>
/// <param name="Request">The question.</param>
/// <param name="Accept">The recipient's accepts entry that it is asked by, or null.</param>
/// <param name="Recipient">The recipient as its own file names it.</param>
internal sealed record Asked(SharingRequest Request, AcceptDefinition? Accept, string Recipient);
