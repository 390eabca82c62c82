using System.Security.Cryptography;
using System.Text;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;

namespace Parley.Server.Tests.Support;

/// <summary>Fictional organisations, and agreements between them that count as signed.</summary>
internal static class TestAgreement
{
    public static readonly IReadOnlyDictionary<string, OrganisationDefinition> Organisations = new OrganisationDefinition[]
    {
        new() { Id = "wexshire", Name = "Wexshire Police", Kind = "force", Regime = "law-enforcement", Contact = "dpo@wexshire.example" },
        new() { Id = "eastmoor", Name = "Eastmoor Police", Kind = "force", Regime = "law-enforcement", Contact = "dpo@eastmoor.example" },
        new() { Id = "northmoor", Name = "Northmoor Police", Kind = "force", Regime = "law-enforcement", Contact = "dpo@northmoor.example" },
    }.ToDictionary(o => o.Id);

    /// <summary>Wexshire gives to Eastmoor these attributes of incidents for investigation.</summary>
    public static AgreementDefinition Of(string id, params string[] attributes) => new()
    {
        Id = id,
        Title = id,
        Parties = [new("wexshire", null, "controller", true, false, ""), new("eastmoor", null, "controller", false, true, "")],
        Purpose = "investigation",
        Regime = "law-enforcement",
        Basis = "law-enforcement-task",
        Grants = [new GrantDefinition { Records = ["Incident"], Attributes = attributes }],
        Retention = "P6Y",
        Start = new DateOnly(2020, 1, 1),
        Review = new DateOnly(2099, 1, 1),
        End = new DateOnly(2099, 12, 31),
        Content = [],
        Hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{id} {string.Join(' ', attributes)}"))),
    };
}
