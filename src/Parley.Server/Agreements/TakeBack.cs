namespace Parley.Server.Agreements;

/// <summary>
/// Stops what has not gone out under an agreement, and tells everyone who was given something under it to use it no longer. Done twice it does nothing
/// more. The module of records does it; the server's root joins the two, for that module stands above this one.
/// </summary>
/// <param name="agreementId">The agreement.</param>
/// <param name="by">Who withdraws it, as the ledger names it.</param>
/// <param name="reason">Why.</param>
/// <param name="cancellationToken">Gives up; what is left is done at the next look.</param>
/// <returns>How many exchanges it concerned.</returns>
internal delegate Task<int> TakeBack(string agreementId, string by, string reason, CancellationToken cancellationToken);
