using System.Net.Http.Headers;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Server.Delivery;

/// <summary>Makes the platform known to whom it calls.</summary>
internal abstract class RequestAuth : IDisposable
{
    /// <summary>Makes what a workspace asks for; mutual TLS is the handler's business.</summary>
    public static RequestAuth Make(AuthDefinition? auth, Secrets secrets, TimeProvider time) => auth switch
    {
        ApiKeyAuth key => new Fixed(key.Header, key.Prefix + secrets.Get(key.Key)),
        OAuth2Auth oauth => new Token(new OAuthTokens(oauth, secrets, time)),
        _ => new None(),
    };

    /// <summary>Adds what is needed to a request.</summary>
    public abstract ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken);

    /// <summary>Forgets what was not accepted; true when trying again at once makes sense.</summary>
    public virtual bool Forget() => false;

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }

    private sealed class None : RequestAuth
    {
        public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }

    private sealed class Fixed(string header, string value) : RequestAuth
    {
        public override ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.TryAddWithoutValidation(header, value);
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Token(OAuthTokens tokens) : RequestAuth
    {
        public override async ValueTask ApplyAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(cancellationToken));

        public override bool Forget() => tokens.Forget();

        public override void Dispose()
        {
            tokens.Dispose();
            base.Dispose();
        }
    }
}
