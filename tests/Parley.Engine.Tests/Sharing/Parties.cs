using System.Security.Cryptography;
using System.Text;
using Parley.Engine.Dictionary;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;

namespace Parley.Engine.Tests.Sharing;

/// <summary>Fictional organisations and agreements between them, made in code.</summary>
internal static class Parties
{
    public static readonly DateOnly Today = new(2026, 11, 21);

    public static readonly IReadOnlyDictionary<string, OrganisationDefinition> Organisations = new OrganisationDefinition[]
    {
        new() { Id = "wexshire", Name = "Wexshire Police", Kind = "force", Regime = "law-enforcement", Nation = "england" },
        new() { Id = "eastmoor", Name = "Eastmoor Police", Kind = "force", Regime = "law-enforcement", Nation = "england" },
        new() { Id = "prosecution", Name = "Prosecution Office", Kind = "agency", Regime = "law-enforcement" },
        new() { Id = "support", Name = "Victim Support of Wexshire", Kind = "charity", Regime = "general" },
        new() { Id = "abroad", Name = "Police of Abroad", Kind = "foreign-partner", Country = "DEU", Regime = "law-enforcement" },
    }.ToDictionary(o => o.Id);

    public static readonly IReadOnlyDictionary<string, GroupDefinition> Groups = new Dictionary<string, GroupDefinition>
    {
        ["forces"] = new() { Id = "forces", Kinds = ["force"] },
    };

    public static AgreementDefinition Agreement(string id, string to, params GrantDefinition[] grants) => new()
    {
        Id = id,
        Title = id,
        Parties = [Party("wexshire", gives: true), Party(to, gives: false)],
        Purpose = "investigation",
        Regime = "law-enforcement",
        Basis = "law-enforcement-task",
        SensitiveConditions = ["statutory-function"],
        Grants = grants,
        HighestMarking = "OFFICIAL-SENSITIVE",
        Retention = "P6Y",
        Start = new DateOnly(2026, 1, 1),
        Review = new DateOnly(2027, 1, 1),
        End = new DateOnly(2028, 1, 1),
        Content = [],
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id))),
    };

    public static AgreementParty Party(string organisation, bool gives) => Organisations.ContainsKey(organisation)
        ? new(organisation, null, "controller", gives, !gives, "someone@example.org")
        : new(null, organisation, "controller", gives, !gives, "someone@example.org");

    public static GrantDefinition Grant(string record, params string[] attributes) => new() { Records = [record], Attributes = attributes };

    public static AgreementStanding Signed(this AgreementDefinition agreement, AgreementStop? stop = null) =>
        new(agreement, ["wexshire"], [], stop);

    public static SharingPolicy Policy(params AgreementDefinition[] agreements) => Policy(agreements.Select(a => a.Signed()));

    public static SharingPolicy Policy(IEnumerable<AgreementStanding> standings, SharingRules? rules = null) => SharingPolicy.Create(
        Organisations, Groups, standings.ToDictionary(s => s.Agreement.Id), rules ?? SharingRules.Default, BuiltInDictionary.BuiltIn);

    public static SharingRequest Request(string to, string purpose = "investigation") =>
        new() { From = "wexshire", To = to, Purpose = purpose, Day = Today, System = "records" };

    /// <summary>The names of a record's attributes, in order.</summary>
    public static IEnumerable<string> Names(this Record record) => record.Attributes.ToArray().Select(a => a.Attribute.Name).Order(StringComparer.Ordinal);
}
