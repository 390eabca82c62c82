using Parley.Engine.Issues;

namespace Parley.Engine.Sharing;

/// <summary>What a record's own marking, handling and grade come to for one recipient.</summary>
/// <param name="Code">Why the record may not go at all; null when it may.</param>
/// <param name="Rank">The rank of its marking; 0 for none.</param>
/// <param name="NamedOnly">True when it goes only under agreements that name the recipient.</param>
/// <param name="Sanitised">The attributes that are taken out to protect the source; null for none.</param>
internal readonly record struct Restriction(IssueCode? Code, int Rank, bool NamedOnly, ulong[]? Sanitised);
