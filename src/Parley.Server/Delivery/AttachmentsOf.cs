using Parley.Engine.Workspace;
using Parley.Server.Storage;

namespace Parley.Server.Delivery;

/// <summary>
/// Finds the objects that go with a delivery, decided as its message is, and has the ledger say that they go; null when one of them is not ready yet, so that the delivery
/// is to wait. Delivery knows nothing of objects: the module of media gives this, where there is one.
/// </summary>
/// <param name="row">The delivery.</param>
/// <param name="recipient">The recipient.</param>
/// <param name="accept">Its entry that the delivery was made by.</param>
/// <param name="most">The most bytes of all together; what does not fit goes by reference.</param>
/// <param name="cancellationToken">Ends the work.</param>
internal delegate Task<IReadOnlyList<Attachment>?> AttachmentsOf(
    DeliveryRow row, SystemDefinition recipient, AcceptDefinition accept, long most, CancellationToken cancellationToken);
