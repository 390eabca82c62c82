using System.Globalization;
using Parley.Engine.Sharing;
using Parley.Engine.Workspace;

namespace Parley.Cli.Sharing;

/// <summary>A first draft of an agreement, with a remark at each key: it permits nothing until somebody says what.</summary>
internal sealed class AgreementTemplate(LoadedWorkspace workspace)
{
    /// <summary>The draft.</summary>
    /// <param name="name">The agreement's name.</param>
    /// <param name="from">The organisation or group that gives.</param>
    /// <param name="to">The organisation or group that receives.</param>
    /// <param name="start">The first day.</param>
    public string Write(string name, string from, string to, DateOnly start) => $$"""
        # A data sharing agreement. Every key is explained in docs/reference/agreements.md; 'parley agreement check {{name}}' says what is missing or wrong.
        agreement: {{name}}
        title: TO SAY (what this agreement is called)

        # Who is bound: organisations, or groups of them. role: controller, joint-controller or processor.
        parties:
          - { {{Party(from)}}, role: controller, gives: true, contact: {{Contact(from)}} }
          - { {{Party(to)}}, role: controller, receives: true, contact: {{Contact(to)}} }

        # Why, and by what law.
        purpose: investigation               # a purpose of the product or of sharing.yaml
        objectives: TO SAY (what the sharing is to achieve)
        regime: law-enforcement              # or general (UK GDPR): parley dictionary legal-regime
        basis: law-enforcement-task          # parley dictionary lawful-basis
        gateways: [common-law]               # parley dictionary statutory-gateway
        # Without a condition of Schedule 8 no protected attribute is shared: parley dictionary sensitive-condition
        # sensitive-conditions: ["1"]

        # What may be shared. What is not listed is not shared; an empty list is nobody and nothing.
        permit: []
        #  - records: [Person]                                # parley dictionary types
        #    roles: [suspect-known]                           # parley dictionary roles; left out: any
        #    subjects: [suspect]                              # parley dictionary data-subject-category; left out: any
        #    where: .links | any(.role == "suspect-of")       # jq over the record; left out: no condition
        #    attributes: [familyName, givenNames]             # parley dictionary Person
        #    classes: [contact]                               # parley dictionary
        #    except: [emails]
        #    highest-marking: OFFICIAL

        # What may never be shared between these parties, whatever any agreement permits.
        # forbid:
        #  - records: [Person]
        #    roles: [witness]
        #    reason: Witnesses are protected.

        highest-marking: OFFICIAL            # parley dictionary marking
        onward: { permitted: false }         # or { permitted: true, to: [ORGANISATION] }
        retention: P6Y                       # how long the recipient may keep it
        frequency: as it happens
        reason-required: true                # every use by a person says why
        liability: TO SAY (who answers for what)
        governance:
          rights: TO SAY (how access and the rights of individuals are answered)
          accuracy: TO SAY (how corrections are told)
          security: TO SAY (who may see it, how it is kept, how people are trained)
          breach: TO SAY (who is told of a breach, and when)
          deletion: TO SAY (how data is erased or given back)
          termination: TO SAY (how the agreement is ended)
        # dpia: TO SAY (the reference of the assessment)

        # Where a party is abroad (Data Protection Act 2018 sections 73 to 77): parley dictionary transfer-basis
        # transfer:
        #   basis: safeguards
        #   reference: TO SAY (the instrument)
        #   assessed: {{Day(start)}}
        #   justification: TO SAY (why it is necessary and proportionate)

        start: {{Day(start)}}
        review: {{Day(start.AddMonths(11))}}
        end: {{Day(start.AddYears(1))}}

        """;

    private string Party(string name) => workspace.Organisations.ContainsKey(name) ? $"organisation: {name}" : $"group: {name}";

    // The contact that the organisation's file names is the likeliest; between quotes, as it is anybody's text.
    private string Contact(string name) => workspace.Organisations.TryGetValue(name, out OrganisationDefinition? party) && party.Contact.Length > 0
        ? $"\"{party.Contact.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
        : $"{AgreementDefinition.ToSay}whom to reach at {name})";

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
