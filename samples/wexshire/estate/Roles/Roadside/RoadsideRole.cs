using Wexshire.Estate.Hosting;

namespace Wexshire.Estate.Roles.Roadside;

/// <summary>The officers' mobile application: enters vehicle stops and sends them to the platform.</summary>
internal sealed class RoadsideRole : IRole
{
    public string Id => "roadside";

    public string Title => "Roadside: vehicle stops";

    public void Map(IEndpointRouteBuilder app, RoleContext context)
    {
        app.MapPost("/stops", new StopDesk(context).Enter);
        app.MapGet("/stops", new StopEnquiries(context).Answer);
    }
}
