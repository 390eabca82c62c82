namespace Parley.Engine.Dictionary;

/// <summary>An attribute with its value, as a <see cref="Record"/> holds it.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Value">Its value; never none within a record.</param>
public readonly record struct AttributeValue(AttributeDefinition Attribute, Value Value);
