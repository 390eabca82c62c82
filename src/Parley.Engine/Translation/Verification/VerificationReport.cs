namespace Parley.Engine.Translation.Verification;

/// <summary>What a verification did and found.</summary>
/// <param name="Translation">The translation's name.</param>
/// <param name="Seed">The seed; the same seed gives the same cases.</param>
/// <param name="Bundles">How many generated bundles were written and read back.</param>
/// <param name="Messages">How many messages made from them were read, written and read again.</param>
/// <param name="NotCompared">Attributes left out of the comparison, because the definition says that they go one way or share their field.</param>
/// <param name="Counterexamples">The smallest case for each attribute or link that did not come back.</param>
public sealed record VerificationReport(
    string Translation, int Seed, int Bundles, int Messages, IReadOnlyList<string> NotCompared, IReadOnlyList<Counterexample> Counterexamples);
