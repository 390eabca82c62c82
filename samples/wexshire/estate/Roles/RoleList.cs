using Wexshire.Estate.Hosting;
using Wexshire.Estate.Roles.Ambulance;
using Wexshire.Estate.Roles.Beacon;
using Wexshire.Estate.Roles.Casewright;
using Wexshire.Estate.Roles.Chartroom;
using Wexshire.Estate.Roles.Claims;
using Wexshire.Estate.Roles.Cornerstone;
using Wexshire.Estate.Roles.Docket;
using Wexshire.Estate.Roles.Hub;
using Wexshire.Estate.Roles.Lantern;
using Wexshire.Estate.Roles.Ledgerline;
using Wexshire.Estate.Roles.Natfeed;
using Wexshire.Estate.Roles.Roadside;
using Wexshire.Estate.Roles.Turnkey;
using Wexshire.Estate.Roles.Vigil;

namespace Wexshire.Estate.Roles;

/// <summary>The systems that the program can play.</summary>
internal static class RoleList
{
    private static readonly IRole[] All =
    [
        new BeaconRole(),
        new CornerstoneRole(),
        new TurnkeyRole(),
        new CasewrightRole(),
        new ChartroomRole(),
        new NatfeedRole(),
        new AmbulanceRole(),
        new RoadsideRole(),
        new LedgerlineRole(),
        new DocketRole(),
        new LanternRole(),
        new VigilRole(),
        new HubRole(),
        new ClaimsRole(),
    ];

    public static IEnumerable<string> Ids => All.Select(role => role.Id);

    public static IRole? Find(string id) => Array.Find(All, role => role.Id == id);
}
