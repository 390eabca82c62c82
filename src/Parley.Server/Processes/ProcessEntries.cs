using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Engine.Evidence;
using Parley.Engine.Processes;
using Parley.Server.Access;
using Parley.Server.Storage;

namespace Parley.Server.Processes;

/// <summary>What the ledger says of what processes do.</summary>
internal static class ProcessEntries
{
    /// <summary>A call that takes data out, recorded with the state that asks for it: before it is made.</summary>
    public static LedgerEntry Call(ProcessTools tools, KeptDefinition definition, string instance, HttpEffect call, DateTimeOffset now) => new()
    {
        Action = LedgerAction.Disclosure,
        At = Clock.Microseconds(now),
        Actor = "platform",
        Organisation = tools.Organisation,
        RecipientSystem = CallPlaces.Find(tools.Rules.Calls, call.Request.Uri)?.Name,
        Purpose = Purpose(definition),
        Reason = $"process {definition.Definition.Name} {instance}",
        Content = Hash(call.Request),
        Outcome = "called",
    };

    /// <summary>What a person or a program did to an instance: who, when, which, and why where that was said.</summary>
    public static LedgerEntry Act(ProcessTools tools, Caller caller, KeptDefinition? definition, string name, long instance, string what, string? reason) => new()
    {
        Action = LedgerAction.Authority,
        At = Clock.Microseconds(tools.Time.GetUtcNow()),
        Actor = caller.Actor,
        OnBehalfOf = caller.OnBehalfOf,
        Organisation = caller.Organisation ?? tools.Organisation,
        Purpose = definition is null ? null : Purpose(definition),
        Reason = reason,
        Outcome = $"process {name} {PublicId.Process(instance)} {what}",
    };

    /// <summary>That the content of an instance was erased.</summary>
    public static LedgerEntry Erased(ProcessTools tools, ProcessRow row, string why, long at) => new()
    {
        Action = LedgerAction.Erasure,
        At = at,
        Actor = "platform",
        Organisation = tools.Organisation,
        Reason = why,
        Outcome = $"process {row.Name} {PublicId.Process(row.Id)} erased",
    };

    /// <summary>Of a lifecycle event its number with its instance, and the specification's word for what happened.</summary>
    public static (long Number, string What) LifecycleOf(LifecycleEffect lifecycle) =>
        (long.Parse(lifecycle.Key[(lifecycle.Key.LastIndexOf(':') + 1)..], CultureInfo.InvariantCulture), lifecycle.Type.Split('.')[^2]);

    /// <summary>The purpose that a process says it acts for (<c>document.metadata.purpose</c>); null for none.</summary>
    public static string? Purpose(KeptDefinition definition) => definition.Definition.Purpose;

    // Marks of secrets, not the secrets, are part of what is hashed.
    private static byte[] Hash(HttpRequestData request) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Method} {request.Uri}\n{request.Body?.ToString()}"));
}
