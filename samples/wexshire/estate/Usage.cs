namespace Wexshire.Estate;

/// <summary>The help text.</summary>
internal static class Usage
{
    public const string Text =
        """
        wexshire-estate: plays one system of the fictional Wexshire estate, or generates incidents.

          wexshire-estate ROLE --urls URL --data DIR [--platform URL --key KEY] [--system ID] [--drop DIR] [--inbox DIR]
          wexshire-estate generate --seed N --count N --out FILE|-

        ROLE           beacon | cornerstone | turnkey | casewright | chartroom | natfeed | ambulance | roadside |
                       ledgerline | docket | lantern | vigil | hub | claims
        --urls URL     where the system listens, for example http://127.0.0.1:7301
        --data DIR     the folder of the system's own store; made when it is missing
        --platform URL where a system that originates messages sends them; without it nothing is sent
        --key KEY      the key the system shows to the platform
        --system ID    the system's name at the platform (the role when not given)
        --drop DIR     turnkey: the folder its custody files are dropped into (DIR/drop of --data when not given)
        --inbox DIR    turnkey: the folder it reads briefing files from (DIR/inbox of --data when not given)

        Every role answers GET / (a page), /records, /records/REF (?raw for the message itself), /outbox, /health
        and POST /faults {"mode":"none|down|slow|error|rubbish","milliseconds":N}.
        The README beside the source describes each role's own endpoints.

        Exit codes: 0 ended as asked, 1 the work failed, 2 the command line is wrong.

        """;
}
