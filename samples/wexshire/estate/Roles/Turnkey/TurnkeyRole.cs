using Wexshire.Estate.Hosting;

namespace Wexshire.Estate.Roles.Turnkey;

/// <summary>Custody: exchanges files only. It drops a CSV file for each custody record, and lists the briefings that are dropped to it.</summary>
internal sealed class TurnkeyRole : IRole
{
    public string Id => "turnkey";

    public string Title => "Turnkey: custody";

    public void Map(IEndpointRouteBuilder app, RoleContext context) => app.MapPost("/arrests", new CustodyDesk(context).Enter);

    public BackgroundService Worker(RoleContext context) => new BriefingInbox(context, new CustodyDesk(context));
}
