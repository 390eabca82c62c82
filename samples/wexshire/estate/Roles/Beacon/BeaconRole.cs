using Wexshire.Estate.Hosting;

namespace Wexshire.Estate.Roles.Beacon;

/// <summary>
/// Command and control: where a call becomes an incident. It originates incidents and missing person reports, takes the crime
/// reference of an incident from outside, and takes incidents of others.
/// </summary>
internal sealed class BeaconRole : IRole
{
    public string Id => "beacon";

    public string Title => "Beacon: command and control";

    public void Map(IEndpointRouteBuilder app, RoleContext context)
    {
        var incidents = new IncidentDesk(context);
        var missing = new MissingPersonDesk(context);
        app.MapPost("/incidents", incidents.Enter);
        app.MapPost("/messages", incidents.Receive);
        app.MapPut("/incidents/{incidentNo}/crime-reference", incidents.TakeCrimeReference);
        app.MapPost("/missing-persons", missing.Enter);
    }
}
