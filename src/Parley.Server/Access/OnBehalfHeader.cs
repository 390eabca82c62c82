using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Server.Access;

/// <summary>
/// <c>Parley-On-Behalf-Of</c>: a compact JWS (ES256) by which a system says, for one request, which officer it calls for. Bound to method and address, good for a
/// minute at most, and once.
/// </summary>
internal sealed class OnBehalfHeader(ServerOptions options, ILogger<OnBehalfHeader> log)
{
    /// <summary>The header's name.</summary>
    public const string Name = "Parley-On-Behalf-Of";

    private const int MostCharacters = 4096;
    private const int MostRemembered = 200_000;
    private const int MostIdentifier = 200;
    private static readonly TimeSpan s_lives = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_skew = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<(string System, string Id), DateTimeOffset> _seen = new();
    private readonly DateTimeOffset _started = options.Time.GetUtcNow();

    /// <summary>The caller with the officer whom the header names; a problem when the header does not hold, or is missing and must be there.</summary>
    public Caller Apply(HttpContext context, Caller caller, Snapshot snapshot)
    {
        string? text = context.Request.Headers[Name];
        OnBehalfDefinition? rules = snapshot.Workspace.Access.OnBehalf.GetValueOrDefault(caller.System!);
        if (text is null)
        {
            return rules is { Required: true } && caller.Person is null ? throw Refused("The system must say on whose behalf it calls.") : caller;
        }

        PersonIdentity? person = null;
        string? fault = rules is not { Keys.Count: > 0 } ? "the system may not name officers by header"
            : Read(text, context, caller, rules, snapshot, out person) is string why ? why
            : !SystemCallers.MayActFor(snapshot.Workspace.Systems[caller.System!], rules, person!.Organisation) ? "the system may not act for this person's organisation"
            : null;
        if (fault is null)
        {
            return SystemCallers.OnBehalfOf(caller, person!, snapshot.People);
        }

        Log.OnBehalfRefused(log, caller.System!, fault);
        throw Refused("The header does not hold for this request.");
    }

    private static ProblemException Refused(string cause) => new(new Problem(403, AccessProblems.OnBehalf, cause, $"header {Name}"));

    private string? Read(string text, HttpContext context, Caller caller, OnBehalfDefinition rules, Snapshot snapshot, out PersonIdentity? person)
    {
        person = null;
        if (text.Length > MostCharacters || TokenVerifier.Read(text) is not JsonWebToken token)
        {
            return "it is no compact JWS";
        }

        if (SignatureFault(token, rules) is string fault)
        {
            return fault;
        }

        JsonElement claims = TokenVerifier.Claims(token);
        if (BindingFault(claims, context, caller, snapshot) is string unbound)
        {
            return unbound;
        }

        if (TimeFault(claims, caller) is string untimely)
        {
            return untimely;
        }

        string? subject = Text(claims, "sub");
        person = string.IsNullOrWhiteSpace(subject) || subject.Length > MostIdentifier || subject.Any(char.IsControl)
            ? null
            : new PersonIdentity(subject, subject, Text(claims, "org"), [.. Roles(claims).Where(snapshot.People.HasRole)]);
        return person is null ? "it names no person" : null;
    }

    private string? SignatureFault(JsonWebToken token, OnBehalfDefinition rules)
    {
        OnBehalfKey? key = rules.Keys.FirstOrDefault(k => k.Id == token.Kid);
        if (token.Alg != "ES256" || key is null || token.TryGetHeaderValue("crit", out object _))
        {
            return "its algorithm or key is not one of the system's";
        }

        if (key.Expires < DateOnly.FromDateTime(options.Time.GetUtcNow().UtcDateTime))
        {
            return "its key has expired";
        }

        using ECDsa verifier = ECDsa.Create();
        verifier.ImportSubjectPublicKeyInfo(key.PublicKey.Span, out _);
        byte[] signed = System.Text.Encoding.ASCII.GetBytes($"{token.EncodedHeader}.{token.EncodedPayload}");
        byte[] signature = Base64UrlEncoder.DecodeBytes(token.EncodedSignature);
        return verifier.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation) ? null : "its signature is not by that key";
    }

    private static string? BindingFault(JsonElement claims, HttpContext context, Caller caller, Snapshot snapshot)
    {
        string address = PublicAddress.Of(context, snapshot.Workspace.Access) + context.Request.Path.Value;
        return Text(claims, "iss") != caller.System ? "it is another system's"
            : Text(claims, "htm") != context.Request.Method ? "it is for another method"
            : Text(claims, "htu") != address ? "it is for another address"
            : null;
    }

    private string? TimeFault(JsonElement claims, Caller caller)
    {
        if (Seconds(claims, "iat") is not DateTimeOffset issued || Seconds(claims, "exp") is not DateTimeOffset expires || Text(claims, "jti") is not { Length: > 0 and <= MostIdentifier } id)
        {
            return "it lacks iat, exp or jti";
        }

        DateTimeOffset now = options.Time.GetUtcNow();
        if (expires - issued > s_lives || expires <= now || issued > now + s_skew)
        {
            return "it is not of this minute";
        }

        // What was used before the server started is not remembered; so nothing from before is taken. Its own second counts as after.
        if (issued < _started - TimeSpan.FromSeconds(1))
        {
            return "it was signed before the server started";
        }

        Forget(now);
        return _seen.Count >= MostRemembered ? "too many are remembered" : _seen.TryAdd((caller.System!, id), expires) ? null : "it was used before";
    }

    private void Forget(DateTimeOffset now)
    {
        if (_seen.Count < MostRemembered / 2)
        {
            return;
        }

        foreach (KeyValuePair<(string, string), DateTimeOffset> old in _seen.Where(s => s.Value < now))
        {
            _seen.TryRemove(old);
        }
    }

    private static DateTimeOffset? Seconds(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long seconds) && seconds is > 0 and < 1L << 33
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static string? Text(JsonElement claims, string name) =>
        claims.ValueKind == JsonValueKind.Object && claims.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static IEnumerable<string> Roles(JsonElement claims) => claims.TryGetProperty("roles", out JsonElement roles) && roles.ValueKind == JsonValueKind.Array
        ? roles.EnumerateArray().Where(r => r.ValueKind == JsonValueKind.String).Select(r => r.GetString()!)
        : [];
}
