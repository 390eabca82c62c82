using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Paths;

namespace Parley.Engine.Translation.Definition;

/// <summary>A field written with a fixed value.</summary>
internal sealed record ConstantRule(FieldPath Path, string Value, ScalarKind Kind, SourcePosition Position);
