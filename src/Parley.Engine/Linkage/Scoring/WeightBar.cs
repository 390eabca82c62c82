namespace Parley.Engine.Linkage.Scoring;

/// <summary>One step of a waterfall.</summary>
/// <param name="Title">What was compared: <c>date-of-birth</c>; or <c>before comparing</c>, <c>same household</c>.</param>
/// <param name="Level">How well it agrees: <c>same</c>, <c>typing-error</c>, <c>missing</c>.</param>
/// <param name="Left">The one record's value as it was compared; empty when missing or not a value.</param>
/// <param name="Right">The other's.</param>
/// <param name="Bits">What it adds to the weight.</param>
/// <param name="Words">The step in a sentence.</param>
public sealed record WeightBar(string Title, string Level, string Left, string Right, float Bits, string Words);
