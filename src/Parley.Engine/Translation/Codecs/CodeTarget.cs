using Parley.Engine.Dictionary;

namespace Parley.Engine.Translation.Codecs;

/// <summary>What a source code means.</summary>
/// <param name="Code">The source code.</param>
/// <param name="Entry">The dictionary's code; null when it maps to nothing on purpose.</param>
/// <param name="Relation">How the two relate.</param>
/// <param name="Preferred">True when it is the way back for its entry.</param>
internal sealed record CodeTarget(string Code, CodeEntry? Entry, CodeRelation Relation, bool Preferred);
