using Parley.Engine.Dictionary;

namespace Parley.Engine.Translation.Drafting;

/// <summary>A field matched with an attribute.</summary>
/// <param name="Field">The field.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Confidence">0 to 100.</param>
/// <param name="Why">What speaks for it.</param>
/// <param name="Spec">How the field is read.</param>
internal sealed record AttributeMatch(DraftField Field, AttributeDefinition Attribute, int Confidence, string Why, FieldSpec Spec);
