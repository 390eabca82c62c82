namespace Parley.Server.Access;

/// <summary>A sign-in that is under way at the provider.</summary>
/// <param name="State">What the provider must send back.</param>
/// <param name="Nonce">What the identity token must carry.</param>
/// <param name="Verifier">What proves that the code is fetched by whoever began (RFC 7636).</param>
/// <param name="Return">The page to go to in the end.</param>
/// <param name="Began">When, a timestamp of the clock.</param>
internal sealed record PendingSignIn(string State, string Nonce, string Verifier, string Return, long Began);
