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
internal sealed class Disclosure(WorkspaceHost workspace, AgreementRegister register, EmergencyTable emergencies)
{
    private static readonly Bundle s_nothing = new();

    private const string Emergency = "emergency:";

    /// <summary>What the local level rests on, as the exchange shows it.</summary>
    public const string ByConfiguration = "the workspace's accepts entry";

    /// <summary>The policy in force.</summary>
    public SharingPolicy Policy => register.Policy;

    /// <summary>The day that agreements are held against.</summary>
    public DateOnly Today => register.Today;

    /// <summary>Decides what a recipient may have of a bundle, now or as it would be at another moment, and has the delivery know what it was decided by.</summary>
    public Decision Decide(SystemDefinition source, ExchangeRow exchange, Bundle bundle, Route route, DeliveryRow delivery, DateTimeOffset? at = null)
    {
        SharingPolicy policy = Policy;
        Decision decision = policy.Decide(RequestFor(source, exchange, route, at), bundle);
        delivery.Terms = AcceptTerms.Join(route.Terms, decision.Terms);
        (delivery.Source, delivery.StandsUnder) = (source.Id, policy);
        return decision;
    }

    /// <summary>Decides what somebody may have of a bundle.</summary>
    public Decision Decide(SharingRequest request, Bundle bundle) => Policy.Decide(request, bundle);

    /// <summary>Explains what a decision would be, and why: names and reasons, for the owner of the data.</summary>
    public Explanation Explain(SharingRequest request, Bundle bundle) => Policy.Explain(request, bundle);

    /// <summary>What is asked for when an exchange goes by a route.</summary>
    public SharingRequest RequestFor(SystemDefinition source, ExchangeRow exchange, Route route, DateTimeOffset? at = null)
    {
        SharingRequest request = RequestFor(
            source, route.Recipient, route.Accept,
            emergencies.Find(source.Organisation, route.Recipient.Organisation, route.Recipient.Id, exchange.Correlation, exchange.Reference));
        return at is DateTimeOffset moment ? request with { Day = DayOf(moment), Supposed = true } : request;
    }

    private SharingRequest RequestFor(SystemDefinition source, SystemDefinition recipient, AcceptDefinition accept, EmergencyRow? emergency) => new()
    {
        From = source.Organisation,
        To = recipient.Organisation,
        System = recipient.Id,
        Purpose = emergency?.Purpose ?? PurposeOf(accept, source, recipient),
        Reason = emergency?.Reason ?? accept.Reason,
        StandardFormat = recipient.Messages[accept.MessageType].Standard is not null,
        Day = register.Today,
        Emergency = emergency is null ? null : PublicId.Emergency(emergency.Id),
    };

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

        EmergencyRow? emergency = null;
        if (row.Agreements is string text && text.StartsWith(Emergency, StringComparison.Ordinal)
            && (emergency = emergencies.Lasting(text.AsSpan(Emergency.Length))) is null)
        {
            return null;
        }

        SharingPolicy policy = Policy;
        if (!ReferenceEquals(row.StandsUnder, policy))
        {
            // Agreements, rules or the day changed since: it goes only if what it was decided by is still the same.
            if (row.Terms is not long terms || TermsNow(row, emergency, policy) != terms)
            {
                return null;
            }

            row.StandsUnder = policy;
        }

        return new ContentPermit("delivery");
    }

    // All that a delivery would be decided by now; null when there is nothing any more that it could go by.
    private long? TermsNow(DeliveryRow row, EmergencyRow? emergency, SharingPolicy policy)
    {
        Snapshot snapshot = workspace.Current;
        return row.Source is string id
            && snapshot.Workspace.Systems.TryGetValue(id, out SystemDefinition? source)
            && snapshot.Routes.Find(row.Recipient, row.Type, row.Route) is (SystemDefinition recipient, AcceptDefinition accept, long terms)
            ? AcceptTerms.Join(terms, policy.TermsOf(RequestFor(source, recipient, accept, emergency)))
            : null;
    }

    /// <summary>The right to read a message back in order to translate and decide it again: nothing leaves by it.</summary>
    public static ContentPermit PermitTranslation() => new("translation");

    /// <summary>The right to read a bundle of the repository in order to decide on it: nothing leaves by it but what <see cref="Look"/> permits.</summary>
    public static ContentPermit PermitDecision() => new("decision");

    /// <summary>The right to show an object to the installation's malware scanner, whose answer is all that comes of it.</summary>
    public static ContentPermit PermitScan() => new("scan");

    /// <summary>The right to read an object by a record that refers to it: when the decision has left the very attribute that does.</summary>
    public static ContentPermit? PermitObject(Caller caller, Record permitted, string attribute) =>
        caller.Has(Rights.SeeContent) && !permitted[attribute].IsNone ? new ContentPermit($"object for {caller.Name}") : null;

    /// <summary>The right to send an object with a message: when the decision by which the message goes has left the very attribute that refers to it.</summary>
    public static ContentPermit? PermitObjectByValue(Record permitted, string attribute) => permitted[attribute].IsNone ? null : new ContentPermit("object by value");

    /// <summary>The right to read an object that the calling system uploaded itself.</summary>
    public static ContentPermit? PermitUpload(Caller caller, string system) =>
        caller.System == system && caller.Has(Rights.SeeContent) ? new ContentPermit($"upload of {caller.Name}") : null;

    /// <summary>The right of a process to read its own state and the events that are offered to it: what leaves by it leaves as an effect, which is decided and recorded.</summary>
    public static ContentPermit PermitProcess() => new("process");

    /// <summary>What the processes of the organisation that runs the installation may have of a bundle of another's, or of its own.</summary>
    public Decision DecideForProcess(string from, Bundle bundle)
    {
        string own = workspace.Current.Workspace.Installation.Organisation;
        return Decide(RequestOf(from, own, from == own ? null : "", "processes"), bundle);
    }

    /// <summary>The right to see what an instance of a process carries: people of the organisation whose processes they are, and of them those who may see content.</summary>
    public ContentPermit? PermitProcess(Caller caller) =>
        caller.Has(Rights.SeeContent) && caller.System is null && OrganisationOf(caller) == workspace.Current.Workspace.Installation.Organisation
            ? new ContentPermit($"process view by {caller.Name}")
            : null;

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

    /// <summary>
    /// Whether a delivery is something that the caller was given: it arrived at its system or its organisation's, what it was decided by still stands, and
    /// the owner has not taken it back. To everyone else it does not exist.
    /// </summary>
    public bool IsReceived(Caller caller, ExchangeRow exchange, DeliveryRow delivery) =>
        caller.Has(Rights.SeeExchanges)
        && delivery.Exchange == exchange.Id
        && delivery.Status is DeliveryStatus.Delivered or DeliveryStatus.ReplyHeld
        && (caller.System is not null ? caller.System == delivery.Recipient : OrganisationOf(delivery.Recipient) == OrganisationOf(caller))
        && exchange.Status is not (ExchangeStatus.Withdrawn or ExchangeStatus.Erased)
        && Stands(delivery);

    /// <summary>The right to see a delivered message: the recipient's.</summary>
    public ContentPermit? PermitReceived(Caller caller, ExchangeRow exchange, DeliveryRow delivery) =>
        IsReceived(caller, exchange, delivery) && caller.Has(Rights.SeeContent) ? new ContentPermit($"delivery for {caller.Name}") : null;

    /// <summary>Whether an exchange is there for a caller: as its own, or for people because something of it was delivered to their organisation.</summary>
    public bool Sees(Caller caller, ExchangeRow exchange, IEnumerable<DeliveryRow> deliveries) =>
        IsOwn(caller, exchange.System) || (caller.System is null && deliveries.Any(d => IsReceived(caller, exchange, d)));

    /// <summary>The systems at which the caller may see what arrived.</summary>
    public IReadOnlyCollection<string> ReceivingSystems(Caller caller) => caller.System is not null
        ? [caller.System]
        : [.. workspace.Current.Workspace.Systems.Values.Where(s => s.Organisation == OrganisationOf(caller)).Select(s => s.Id)];

    /// <summary>Whether the caller may send again, correct or discard what is a system's task.</summary>
    public static bool MayResend(Caller caller, string owner) => caller.Has(Rights.Resend) && IsOwn(caller, owner);

    /// <summary>What the caller may see of a bundle of its own organisation's.</summary>
    public Decision Consult(Caller caller, string system, Bundle bundle, string? purpose, string? reason) =>
        Decide(ConsultationOf(caller, system, purpose, reason), bundle);

    /// <summary>What is asked for when a caller looks at a bundle of its own organisation's.</summary>
    public SharingRequest ConsultationOf(Caller caller, string system, string? purpose, string? reason, DateTimeOffset? at = null) =>
        RequestOf(OrganisationOf(system) ?? "", OrganisationOf(caller), purpose, reason, at) with { Person = caller.Person, Roles = caller.Roles };

    /// <summary>What is asked for from one organisation to another, whatever the way.</summary>
    public SharingRequest RequestOf(string from, string to, string? purpose, string? reason, DateTimeOffset? at = null) => new()
    {
        From = from,
        To = to,
        Purpose = purpose ?? Policy.Rules.LocalPurpose,
        Reason = reason,
        Day = at is DateTimeOffset moment ? DayOf(moment) : register.Today,
        Supposed = at is not null,
    };

    /// <summary>Whether a caller may see anything of a system's at all, for a purpose; what, each bundle's own decision says.</summary>
    public bool MayLook(Caller caller, string system, string? purpose, string? reason) => LookRefusal(caller, system, purpose, reason) is null;

    /// <summary>Why a caller may see nothing of a system's at all, for a purpose; null when it may see something.</summary>
    public IssueCode? LookRefusal(Caller caller, string system, string? purpose, string? reason) =>
        Look(caller, system, s_nothing, purpose, reason).Refusal is IssueCode code && code != SharingIssues.SubjectWithheld ? code : null;

    /// <summary>What a caller may see of a bundle of the repository, whosever it is; for another organisation's a purpose must be said.</summary>
    public Decision Look(Caller caller, string system, Bundle bundle, string? purpose, string? reason)
    {
        (string from, string to) = (OrganisationOf(system) ?? "", OrganisationOf(caller));
        return Decide(RequestOf(from, to, purpose ?? (from == to ? null : ""), reason) with { System = caller.System, Person = caller.Person, Roles = caller.Roles }, bundle);
    }

    /// <summary>What a system may see for itself of a bundle of another's, for a purpose.</summary>
    public Decision LookAs(string system, string source, Bundle bundle, string? purpose) =>
        Decide(RequestOf(OrganisationOf(source) ?? "", OrganisationOf(system) ?? "", purpose, null) with { System = system }, bundle);

    /// <summary>What a delivery's recipient may have of a bundle now, by the same request as its message.</summary>
    public Decision LookForDelivery(DeliveryRow row, SystemDefinition source, SystemDefinition recipient, AcceptDefinition accept, Bundle bundle)
    {
        EmergencyRow? emergency = row.Agreements is string text && text.StartsWith(Emergency, StringComparison.Ordinal) ? emergencies.Lasting(text.AsSpan(Emergency.Length)) : null;
        return Decide(RequestFor(source, recipient, accept, emergency), bundle);
    }

    /// <summary>The purposes for which any agreement in force has one system's organisation give something to another's.</summary>
    public IReadOnlyList<string> PurposesBetween(string source, string recipient)
    {
        SharingPolicy policy = Policy;
        return OrganisationOf(source) is string from && OrganisationOf(recipient) is string to
            ?
            [
                .. policy.Agreements.Values
                    .Where(a => a.On(Today) == AgreementState.InForce && policy.IsParty(a.Agreement.Id, from) && policy.IsParty(a.Agreement.Id, to))
                    .Select(a => a.Agreement.Purpose).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
            ]
            : [];
    }

    /// <summary>The organisation that the caller acts for.</summary>
    public string OrganisationOf(Caller caller) => caller.Organisation ?? workspace.Current.Workspace.Installation.Organisation;

    /// <summary>Whether a system is of the organisation that the caller acts for.</summary>
    public bool IsOfOwnOrganisation(Caller caller, string system) => OrganisationOf(system) == OrganisationOf(caller);

    private DateOnly DayOf(DateTimeOffset moment) => workspace.Current.Workspace.Installation.Zone.DayOf(moment);

    /// <summary>Whether what was delivered is still held under what it was delivered by: its agreements, with the same text, or its emergency.</summary>
    private bool Stands(DeliveryRow row) => row.Purpose == Journey.NoticeType || (row.Purpose is not null
        && (row.Agreements is string text && text.StartsWith(Emergency, StringComparison.Ordinal)
            ? emergencies.Lasting(text.AsSpan(Emergency.Length)) is not null
            : Policy.Stand(row.Agreements, register.Today)));

    private string? OrganisationOf(string system) => workspace.Current.Workspace.Systems.GetValueOrDefault(system)?.Organisation;

    private string PurposeOf(AcceptDefinition accept, SystemDefinition source, SystemDefinition recipient) =>
        accept.Purpose ?? (source.Organisation == recipient.Organisation ? Policy.Rules.LocalPurpose : "");
}
