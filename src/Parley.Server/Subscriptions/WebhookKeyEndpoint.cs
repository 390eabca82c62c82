using Microsoft.AspNetCore.Http;
using Parley.Server.Operations;

namespace Parley.Server.Subscriptions;

/// <summary><c>GET /.well-known/parley-webhooks.json</c>: the public key by which recipients verify what they are sent; open to all, as public keys are.</summary>
internal sealed class WebhookKeyEndpoint(WebhookSigner signer)
{
    /// <summary>Answers with a JSON Web Key Set.</summary>
    public Task GetAsync(HttpContext context) =>
        JsonResponse.WriteAsync(context, 200, signer, static (writer, s) => s.WriteKeys(writer), "application/jwk-set+json");
}
