using Parley.Engine.Workspace;

namespace Parley.Server.Access;

/// <summary>Systems as callers, however they proved who they are.</summary>
internal static class SystemCallers
{
    private const Rights Usual = Rights.Deposit | Rights.SeeExchanges | Rights.SeeContent | Rights.Resend;

    /// <summary>A system that calls for itself.</summary>
    public static Caller Of(SystemDefinition system, string keyId) => new()
    {
        System = system.Id,
        Organisation = system.Organisation,
        KeyId = keyId,
        Rights = Usual,
    };

    /// <summary>Whether a system may name officers of an organisation.</summary>
    public static bool MayActFor(SystemDefinition system, OnBehalfDefinition rules, string? organisation) => organisation is not null
        && (rules.Organisations.Count == 0 ? organisation == system.Organisation : rules.Organisations.Contains(organisation));

    /// <summary>
    /// A system that calls for a person. What the system may do stays the bound: a person adds who and why, and of power only what no system has by itself
    /// and a named person must answer for, sharing in an emergency.
    /// </summary>
    public static Caller OnBehalfOf(Caller caller, PersonIdentity person, People people) => caller with
    {
        Rights = caller.Rights | (people.ToCaller(person, caller.KeyId).Rights & Rights.ShareInEmergency),
        Person = person.Person,
        PersonName = person.Name,
        Organisation = person.Organisation,
        Roles = person.Roles,
    };
}
