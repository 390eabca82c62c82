using System.Globalization;

namespace Parley.Cli.Sharing;

/// <summary>A first draft of an agreement, with a remark at each key: it permits nothing until somebody says what.</summary>
internal static class AgreementTemplate
{
    /// <summary>The draft.</summary>
    /// <param name="name">The agreement's name.</param>
    /// <param name="from">The organisation that gives.</param>
    /// <param name="to">The organisation that receives.</param>
    /// <param name="start">The first day.</param>
    public static string Write(string name, string from, string to, DateOnly start) => $$"""
        # A data sharing agreement. Every key is explained in docs/reference/agreements.md; 'parley agreement check {{name}}' says what is missing or wrong.
        agreement: {{name}}
        title: TITLE, what this agreement is called

        # Who is bound: organisations, or groups of them. role: controller, joint-controller or processor.
        parties:
          - { organisation: {{from}}, role: controller, gives: true, contact: CONTACT of {{from}} }
          - { organisation: {{to}}, role: controller, receives: true, contact: CONTACT of {{to}} }

        # Why, and by what law.
        purpose: investigation               # a purpose of the product or of sharing.yaml
        objectives: OBJECTIVES, what the sharing is to achieve
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
        liability: LIABILITY, who answers for what
        governance:
          rights: RIGHTS, how access and the rights of individuals are answered
          accuracy: ACCURACY, how corrections are told
          security: SECURITY, who may see it, how it is kept, how people are trained
          breach: BREACH, who is told of a breach, and when
          deletion: DELETION, how data is erased or given back
          termination: TERMINATION, how the agreement is ended
        # dpia: DPIA-REFERENCE

        # Where a party is abroad (Data Protection Act 2018 sections 73 to 77): parley dictionary transfer-basis
        # transfer:
        #   basis: safeguards
        #   reference: REFERENCE of the instrument
        #   assessed: {{Day(start)}}
        #   justification: JUSTIFICATION, why it is necessary and proportionate

        start: {{Day(start)}}
        review: {{Day(start.AddMonths(11))}}
        end: {{Day(start.AddYears(1))}}

        """;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
