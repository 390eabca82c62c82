using Parley.Engine.Workspace.Reading;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Sharing.Reading;

/// <summary>Reads the parties of an agreement.</summary>
internal sealed class PartyReader(SharingContext context)
{
    private static readonly YamlForm<string> Role = YamlForms.OneOf("controller", "joint-controller", "processor");

    /// <summary>Reads all parties.</summary>
    public IReadOnlyList<AgreementParty> Read(YamlMap file)
    {
        file.Require("parties");
        List<AgreementParty> parties = [];
        foreach (YamlMap map in file.Maps("parties"))
        {
            AgreementParty party = Party(map);
            string name = party.Organisation ?? party.Group ?? "";
            if (name.Length > 0 && parties.Any(p => (p.Organisation ?? p.Group) == name))
            {
                map.Report(AgreementIssues.PartyTwice, $"'{name}' is a party twice");
            }

            parties.Add(party);
        }

        return parties;
    }

    private AgreementParty Party(YamlMap map)
    {
        string? kind = Alternatives.One(map, "a party", "organisation", "group");
        string? name = kind switch
        {
            "organisation" => NameList.One(map, kind, kind, context.Organisations.Keys, AgreementIssues.UnknownParty),
            "group" => NameList.One(map, kind, kind, context.Groups.Keys, AgreementIssues.UnknownParty),
            _ => null,
        };
        AgreementParty party = new(
            kind == "organisation" ? name : null,
            kind == "group" ? name : null,
            map.Optional("role", Role, "controller"),
            map.Optional("gives", YamlForms.Bool, false),
            map.Optional("receives", YamlForms.Bool, false),
            map.Optional("contact", YamlForms.Text, ""));
        map.ReportUnknownKeys();
        if (!party.Gives && !party.Receives)
        {
            map.Report(AgreementIssues.NoEffect, $"'{name}' neither gives nor receives, and only has to sign");
        }

        return party;
    }
}
