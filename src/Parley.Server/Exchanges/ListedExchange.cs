using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary>An exchange as a list shows it.</summary>
/// <param name="Row">The exchange.</param>
/// <param name="IsOwn">False when the caller was only given something of it.</param>
/// <param name="ShowsContent">Whether its reference may be shown.</param>
/// <param name="Deliveries">All of its deliveries for its own; otherwise those that the caller was given.</param>
internal sealed record ListedExchange(ExchangeRow Row, bool IsOwn, bool ShowsContent, IReadOnlyList<DeliveryRow> Deliveries);
