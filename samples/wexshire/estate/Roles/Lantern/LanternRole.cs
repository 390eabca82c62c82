using Wexshire.Estate.Hosting;

namespace Wexshire.Estate.Roles.Lantern;

/// <summary>A victim support charity: takes referrals, and rings nobody whose contact is not said to be safe.</summary>
internal sealed class LanternRole : IRole
{
    public string Id => "lantern";

    public string Title => "Lantern Victim Support: clients";

    public void Map(IEndpointRouteBuilder app, RoleContext context)
    {
        app.MapPost("/referrals", new ReferralDesk(context).Receive);
        app.MapPost("/recalls", new RecallDesk(context).Receive);
    }
}
