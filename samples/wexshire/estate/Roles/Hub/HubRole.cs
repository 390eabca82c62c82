using Wexshire.Estate.Hosting;

namespace Wexshire.Estate.Roles.Hub;

/// <summary>A council's safeguarding hub: takes concerns as flat JSON.</summary>
internal sealed class HubRole : IRole
{
    public string Id => "hub";

    public string Title => "Safeguarding hub of Wexborough Council";

    public void Map(IEndpointRouteBuilder app, RoleContext context) => app.MapPost("/concerns", new ConcernDesk(context).Receive);
}
