namespace Parley.Engine.Translation.Codecs;

/// <summary>The letter case a text is written in.</summary>
internal enum TextCase
{
    Keep,
    Upper,
    Lower,
}
