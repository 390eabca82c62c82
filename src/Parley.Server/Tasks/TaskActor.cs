using Parley.Server.Access;

namespace Parley.Server.Tasks;

/// <summary>Who does something with a task.</summary>
/// <param name="Name">The person, or the operator's key, as the ledger names it: who has a task that was claimed.</param>
/// <param name="Entry">Who acts, as the ledger names it: the system, where it calls for the person.</param>
/// <param name="OnBehalfOf">The person for whom a system calls, as the ledger names it; or null.</param>
/// <param name="Organisation">The organisation of who acts.</param>
internal sealed record TaskActor(string Name, string Entry, string? OnBehalfOf, string Organisation)
{
    /// <summary>The platform itself.</summary>
    public static TaskActor Platform(string organisation) => new("platform", "platform", null, organisation);

    /// <summary>A caller; an operator's key acts for the installation's own organisation.</summary>
    public static TaskActor Of(Caller caller, string organisation) => new(
        caller.OnBehalfOf ?? caller.Actor, caller.Actor, caller.OnBehalfOf, caller.Organisation ?? organisation);
}
