using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Server.Access;

/// <summary>Makes callers of access tokens: systems by client credentials, officers behind systems by <c>act</c>, people by their provider.</summary>
internal sealed class TokenCallers(TokenVerifier verifier, ILogger<TokenCallers> log)
{
    /// <summary>The caller of a token; null when it is none that is taken.</summary>
    public async Task<Caller?> FindAsync(string text, Snapshot snapshot, CancellationToken cancellationToken)
    {
        if (TokenVerifier.Read(text) is not JsonWebToken token)
        {
            return null;
        }

        AccessDefinition access = snapshot.Workspace.Access;
        foreach (TokenIssuerDefinition issuer in access.Issuers.Where(i => i.Issuer == token.Issuer && token.Audiences.Contains(i.Audience)))
        {
            VerifiedToken verified = await verifier.VerifyAsync(token, TokenRules.Of(issuer), cancellationToken);
            return Checked(verified.Claims is JsonElement claims ? System(claims, issuer, snapshot) : (null, verified.Fault));
        }

        if (access.Provider is { Audience: string audience } provider && token.Issuer == provider.Issuer && token.Audiences.Contains(audience))
        {
            VerifiedToken verified = await verifier.VerifyAsync(token, TokenRules.Of(provider, audience), cancellationToken);
            return Checked(verified.Claims is JsonElement claims ? Person(claims, provider, snapshot) : (null, verified.Fault));
        }

        return Checked((null, "no issuer and audience of access.yaml"));
    }

    private Caller? Checked((Caller? Caller, string? Fault) found)
    {
        if (found.Caller is null)
        {
            Log.TokenRefused(log, found.Fault ?? "unknown");
        }

        return found.Caller;
    }

    private static (Caller? Caller, string? Fault) Person(JsonElement claims, IdentityProviderDefinition provider, Snapshot snapshot)
    {
        if (claims.TryGetProperty("act", out _))
        {
            return (null, "a system acts in it, and it is not from an issuer of systems' tokens");
        }

        return snapshot.People.FromClaims(claims, provider) is PersonIdentity person
            ? (snapshot.People.ToCaller(person, "token"), null)
            : (null, "it names no person");
    }

    private static (Caller? Caller, string? Fault) System(JsonElement claims, TokenIssuerDefinition issuer, Snapshot snapshot)
    {
        JsonElement? actor = claims.TryGetProperty("act", out JsonElement act) ? act : null;
        string? client = actor is JsonElement a ? Text(a, issuer.ClientClaim) ?? Text(a, "sub") : Text(claims, issuer.ClientClaim);
        if (client is null || !issuer.Systems.TryGetValue(client, out string? id) || !snapshot.Workspace.Systems.TryGetValue(id, out SystemDefinition? system))
        {
            return (null, "its client is no system's");
        }

        Caller caller = SystemCallers.Of(system, $"client:{client}");
        if (actor is null)
        {
            // A token that the client got for a person who signed in there is that person's, not the client's (RFC 9068 section 2.2).
            return Text(claims, "sub") is string subject && subject != client ? (null, "its subject is not the client") : (caller, null);
        }

        OnBehalfDefinition? rules = snapshot.Workspace.Access.OnBehalf.GetValueOrDefault(id);
        if (rules is not { ByToken: true } || snapshot.Workspace.Access.Provider is not IdentityProviderDefinition provider)
        {
            return (null, "the system may not act for people by token");
        }

        PersonIdentity? person = snapshot.People.FromClaims(claims, provider);
        return person is not null && SystemCallers.MayActFor(system, rules, person.Organisation)
            ? (SystemCallers.OnBehalfOf(caller, person, snapshot.People), null)
            : (null, "the system may not act for this person");
    }

    private static string? Text(JsonElement claims, string name) =>
        claims.ValueKind == JsonValueKind.Object && claims.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
