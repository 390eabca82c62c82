using Wexshire.Estate.Hosting;

namespace Wexshire.Estate.Roles.Claims;

/// <summary>An insurer: takes rows of collisions.</summary>
internal sealed class ClaimsRole : IRole
{
    public string Id => "claims";

    public string Title => "Harbour Mutual Insurance: claims";

    public void Map(IEndpointRouteBuilder app, RoleContext context) => app.MapPost("/collisions", new CollisionDesk(context).Receive);
}
