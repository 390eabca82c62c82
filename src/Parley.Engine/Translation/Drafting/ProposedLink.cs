using Parley.Engine.Dictionary;

namespace Parley.Engine.Translation.Drafting;

/// <summary>A link that the draft proposes.</summary>
internal sealed record ProposedLink(ProposedRecord From, LinkRole Role, ProposedRecord To, int Confidence, string Why);
