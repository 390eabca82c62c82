using Parley.Engine.Issues;

namespace Parley.Engine.Sharing;

/// <summary>One thing that a decision withholds, with its coded reason. For the owner's eyes and the ledger only: the recipient is told nothing.</summary>
/// <param name="Record">The record's place in the bundle.</param>
/// <param name="Attribute">The attribute's name; null when the whole record is withheld.</param>
/// <param name="Code">Why.</param>
/// <param name="Agreement">The agreement that decided it (a prohibition, a condition that failed), or null when none permits it.</param>
public sealed record WithheldItem(int Record, string? Attribute, IssueCode Code, string? Agreement);
