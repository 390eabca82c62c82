using Parley.Engine.Formats;

namespace Parley.Engine.Translation.Definition;

/// <summary>What is written when there is no value.</summary>
/// <param name="Text">The text; ignored for null.</param>
/// <param name="Kind">How it is written.</param>
internal sealed record OutDefault(string Text, ScalarKind Kind);
