using Parley.Engine.Formats;
using Parley.Engine.Issues;
using Parley.Engine.Translation.Paths;

namespace Parley.Engine.Translation.Definition;

/// <summary>A field written with a fixed value.</summary>
/// <param name="Path">Where.</param>
/// <param name="Value">The text.</param>
/// <param name="Kind">How it is written.</param>
/// <param name="Always">True when it is written even where nothing else is; otherwise only beside something.</param>
/// <param name="Position">Where it is said.</param>
internal sealed record ConstantRule(FieldPath Path, string Value, ScalarKind Kind, bool Always, SourcePosition Position);
