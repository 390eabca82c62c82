namespace Parley.Engine.Dictionary;

/// <summary>One attribute standard of the minimum POLE standard (<c>DS_031</c>), which attributes of several record types realise.</summary>
/// <param name="Reference">Its reference.</param>
/// <param name="Title">Its title in English.</param>
/// <param name="Format">Its format in words.</param>
/// <param name="Template">What an attribute that realises it takes over; named by the reference.</param>
public sealed record AttributeStandard(string Reference, string Title, string Format, AttributeDefinition Template);
