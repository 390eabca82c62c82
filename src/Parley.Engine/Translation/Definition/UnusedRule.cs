using Parley.Engine.Issues;
using Parley.Engine.Translation.Paths;

namespace Parley.Engine.Translation.Definition;

/// <summary>A field that is knowingly not used; all below it is meant too.</summary>
internal sealed record UnusedRule(FieldPath Path, string Reason, SourcePosition Position);
