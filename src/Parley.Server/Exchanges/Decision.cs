using Parley.Engine.Dictionary;

namespace Parley.Server.Exchanges;

/// <summary>What may be disclosed to one recipient.</summary>
/// <param name="Permitted">The permitted part of the bundle, or null when nothing is.</param>
/// <param name="Reason">Why, in words that the exchange keeps.</param>
internal readonly record struct Decision(Bundle? Permitted, string Reason);
