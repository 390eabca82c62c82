namespace Parley.Engine.Identities;

/// <summary>What tells a vehicle, telephone, mailbox or place from others of its kind.</summary>
/// <param name="Kind">Which identifier: <c>vin</c>, <c>vrm</c>, <c>telephone</c>, <c>e-mail</c>, <c>uprn</c>, <c>address</c>.</param>
/// <param name="Text">Its normalised value.</param>
public readonly record struct ThingKey(string Kind, string Text)
{
    /// <summary>Whether a thing has but one of the kind, so that different ones tell two things apart whatever else they share.</summary>
    public bool IsExclusive => Kind is "vin" or "uprn";
}
