using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;
using Parley.Engine.Issues;
using Parley.Engine.Workspace;
using Parley.Server.Operations;

namespace Parley.Server.Access;

/// <summary>Keeps each caller to its allowance; whoever cannot say who they are shares that of their address.</summary>
internal sealed class RateLimiter(ServerOptions options)
{
    /// <summary>The most allowances kept at once; those that are whole again are forgotten first.</summary>
    public const int MostBuckets = 100_000;

    private readonly ConcurrentDictionary<(string Kind, string Who), (TokenBucket Bucket, Rate Rate)> _buckets = new();

    /// <summary>Counts a request of a known caller; a problem when it asks too often.</summary>
    public void Take(Caller caller, RateRules rules)
    {
        if (caller.System is string system)
        {
            Take("system", system, rules.Systems.TryGetValue(system, out Rate own) ? own : rules.System, AccessProblems.TooMany);
        }
        else if (caller.Person is string person)
        {
            Take("person", person, rules.Person, AccessProblems.TooMany);
        }
        else
        {
            Take("operator", caller.KeyId, rules.Operator, AccessProblems.TooMany);
        }
    }

    /// <summary>Counts a request of nobody known; a problem when its address asks too often.</summary>
    public void TakeAnonymous(HttpContext context, RateRules rules) =>
        Take("address", Address(context), rules.Anonymous, AccessProblems.TooMany);

    /// <summary>Counts an attempt to sign in as a local administrator.</summary>
    public void TakeSignIn(HttpContext context, string name, RateRules rules)
    {
        TakeAnonymous(context, rules);
        Take("sign-in", $"{Address(context)} {name}", rules.SignIn, AccessProblems.TooManyAttempts);
    }

    /// <summary>The address a request comes from; the network of 2^64 that one customer has, for IPv6.</summary>
    public static string Address(HttpContext context)
    {
        IPAddress? address = context.Connection.RemoteIpAddress;
        if (address is null)
        {
            return "";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6 && !IPAddress.IsLoopback(address)
            ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private void Take(string kind, string who, Rate rate, IssueCode code)
    {
        if (!_buckets.TryGetValue((kind, who), out (TokenBucket Bucket, Rate Rate) found))
        {
            Sweep();
            found = _buckets.GetOrAdd((kind, who), (new TokenBucket(options.Time, rate.Burst), rate));
        }

        if (found.Bucket.Take(rate) is not TimeSpan wait)
        {
            return;
        }

        int seconds = (int)Math.Clamp(Math.Ceiling(wait.TotalSeconds), 1, 3600);
        string cause = string.Create(CultureInfo.InvariantCulture, $"The allowance is {rate.Burst} at once and {rate.PerSecond:0.###} a second.");
        throw new ProblemException(new Problem(StatusCodes.Status429TooManyRequests, code, cause, "caller") { RetryAfter = seconds });
    }

    private void Sweep()
    {
        if (_buckets.Count < MostBuckets)
        {
            return;
        }

        foreach (KeyValuePair<(string, string), (TokenBucket Bucket, Rate Rate)> bucket in _buckets.Where(b => b.Value.Bucket.IsFull(b.Value.Rate)))
        {
            _buckets.TryRemove(bucket.Key, out _);
        }
    }
}
