using Parley.Engine.Dictionary;
using Parley.Engine.Issues;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Agreements;
using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary>
/// The one place through which content leaves the platform, in whatever way: by a delivery, an answer of the API, an explanation or an export. It alone
/// decides, and it alone makes the permits without which the store gives no content.
/// </summary>
internal sealed class Disclosure(WorkspaceHost workspace, AgreementRegister register, EmergencyTable emergencies, ServerOptions options)
{
    private static readonly Bundle s_nothing = new();

    private const string Emergency = "emergency:";

    /// <summary>What the local level rests on, as the exchange shows it.</summary>
    public const string ByConfiguration = "the workspace's accepts entry";

    /// <summary>The policy in force.</summary>
    public SharingPolicy Policy => register.Policy;

    /// <summary>Decides what a recipient may have of a bundle.</summary>
    public Decision Decide(SystemDefinition source, ExchangeRow exchange, Bundle bundle, Route route) =>
        Policy.Decide(RequestFor(source, exchange, route), bundle);

    /// <summary>What is asked for when an exchange goes by a route.</summary>
    public SharingRequest RequestFor(SystemDefinition source, ExchangeRow exchange, Route route)
    {
        SystemDefinition recipient = route.Recipient;
        EmergencyRow? emergency = emergencies.Find(source.Organisation, recipient.Organisation, recipient.Id, exchange.Correlation, exchange.Reference);
        return new SharingRequest
        {
            From = source.Organisation,
            To = recipient.Organisation,
            System = recipient.Id,
            Purpose = emergency?.Purpose ?? PurposeOf(route.Accept, source, recipient),
            Reason = emergency?.Reason ?? route.Accept.Reason,
            StandardFormat = route.MessageType.Standard is not null,
            At = options.Time.GetUtcNow(),
            Emergency = emergency is null ? null : PublicId.Emergency(emergency.Id),
        };
    }

    /// <summary>The right to send a delivery's message, when all that it was decided by still stands; otherwise null, and it is to be decided anew.</summary>
    public ContentPermit? PermitDelivery(DeliveryRow row)
    {
        if (row.Purpose == Journey.NoticeType)
        {
            // A notice names what the recipient was given and carries nothing else: the law asks that it be told, agreement or not.
            return new ContentPermit("notice");
        }

        if (row.Purpose is null)
        {
            // Decided before there were agreements.
            return null;
        }

        bool stands = row.Agreements is string text && text.StartsWith(Emergency, StringComparison.Ordinal)
            ? emergencies.Lasts(text.AsSpan(Emergency.Length))
            : Policy.Stand(row.Agreements, register.Today);
        return stands ? new ContentPermit("delivery") : null;
    }

    /// <summary>The right to read a message back in order to translate and decide it again: nothing leaves by it.</summary>
    public static ContentPermit PermitTranslation() => new("translation");

    /// <summary>The right to read a bundle of the repository in order to decide on it: nothing leaves by it but what <see cref="Look"/> permits.</summary>
    public static ContentPermit PermitDecision() => new("decision");

    /// <summary>Whether an exchange is the caller's own: its system's, its organisation's, or for an operator any. To everyone else it does not exist.</summary>
    public static bool IsOwn(Caller caller, string system) =>
        caller.Has(Rights.SeeExchanges) && caller.MaySee(system);

    /// <summary>The systems whose exchanges are the caller's own; null for all.</summary>
    public static IReadOnlyCollection<string>? OwnSystems(Caller caller) => caller.Within;

    /// <summary>The systems whose messages the caller may read.</summary>
    public IReadOnlyList<string> ReadableSystems(Caller caller) =>
        [.. workspace.Current.Workspace.Systems.Keys.Where(s => PermitView(caller, s) is not null)];

    /// <summary>The right to see what an exchange's own messages carry: its organisation's alone, and of its people those who may see content.</summary>
    public ContentPermit? PermitView(Caller caller, string system) =>
        IsOwn(caller, system) && caller.Has(Rights.SeeContent) && OrganisationOf(system) == OrganisationOf(caller) ? new ContentPermit($"view by {caller.Name}") : null;

    /// <summary>The right to see a delivered message: the recipient's.</summary>
    public ContentPermit? PermitReceived(Caller caller, DeliveryRow delivery)
    {
        bool delivered = delivery.Status is DeliveryStatus.Delivered or DeliveryStatus.ReplyHeld;
        bool mine = caller.System is not null ? caller.System == delivery.Recipient : OrganisationOf(delivery.Recipient) == OrganisationOf(caller);
        return delivered && mine && caller.Has(Rights.SeeExchanges | Rights.SeeContent) ? new ContentPermit($"delivery for {caller.Name}") : null;
    }

    /// <summary>What the caller may see of a bundle of its own organisation's.</summary>
    public Decision Consult(Caller caller, string system, Bundle bundle, string? purpose, string? reason) => Policy.Decide(
        new SharingRequest
        {
            From = OrganisationOf(system) ?? "",
            To = OrganisationOf(caller),
            Person = caller.Person,
            Roles = caller.Roles,
            Purpose = purpose ?? Policy.Rules.LocalPurpose,
            Reason = reason,
            At = options.Time.GetUtcNow(),
        },
        bundle);

    /// <summary>Whether a caller may see anything of a system's at all, for a purpose; what, each bundle's own decision says.</summary>
    public bool MayLook(Caller caller, string system, string? purpose, string? reason) =>
        Look(caller, system, s_nothing, purpose, reason).Refusal is not IssueCode code || code == SharingIssues.SubjectWithheld;

    /// <summary>What a caller may see of a bundle of the repository, whosever it is; for another organisation's a purpose must be said.</summary>
    public Decision Look(Caller caller, string system, Bundle bundle, string? purpose, string? reason)
    {
        (string from, string to) = (OrganisationOf(system) ?? "", OrganisationOf(caller));
        return Policy.Decide(
            new SharingRequest
            {
                From = from,
                To = to,
                System = caller.System,
                Person = caller.Person,
                Roles = caller.Roles,
                Purpose = purpose ?? (from == to ? Policy.Rules.LocalPurpose : ""),
                Reason = reason,
                At = options.Time.GetUtcNow(),
            },
            bundle);
    }

    /// <summary>The organisation that the caller acts for.</summary>
    public string OrganisationOf(Caller caller) => caller.Organisation ?? workspace.Current.Workspace.Installation.Organisation;

    /// <summary>Whether a system is of the organisation that the caller acts for.</summary>
    public bool IsOfOwnOrganisation(Caller caller, string system) => OrganisationOf(system) == OrganisationOf(caller);

    private string? OrganisationOf(string system) => workspace.Current.Workspace.Systems.GetValueOrDefault(system)?.Organisation;

    private string PurposeOf(AcceptDefinition accept, SystemDefinition source, SystemDefinition recipient) =>
        accept.Purpose ?? (source.Organisation == recipient.Organisation ? Policy.Rules.LocalPurpose : "");
}
