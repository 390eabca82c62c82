using Wexshire.Estate.Hosting;

namespace Wexshire.Estate.Roles.Ambulance;

/// <summary>An ambulance control room: sends and takes transfers of incidents, and notes the other side's acknowledgement.</summary>
internal sealed class AmbulanceRole : IRole
{
    public string Id => "ambulance";

    public string Title => "Ambulance control room";

    public void Map(IEndpointRouteBuilder app, RoleContext context)
    {
        var desk = new TransferDesk(context);
        app.MapPost("/originate", desk.Originate);
        app.MapPost("/transfers", desk.Receive);
        app.MapPut("/transfers/{transferId}/acknowledgement", desk.Acknowledge);
    }
}
