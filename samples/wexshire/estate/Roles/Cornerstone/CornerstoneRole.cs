using Wexshire.Estate.Hosting;

namespace Wexshire.Estate.Roles.Cornerstone;

/// <summary>Records management: takes occurrences as namespaced XML in its own envelope and answers with the occurrence reference; enters what victims were told and sends it to the platform.</summary>
internal sealed class CornerstoneRole : IRole
{
    public string Id => "cornerstone";

    public string Title => "Cornerstone: records management";

    public void Map(IEndpointRouteBuilder app, RoleContext context)
    {
        app.MapPost("/occurrences", new OccurrenceDesk(context).Receive);
        app.MapPost("/victim-contacts", new VictimContactDesk(context).Enter);
        app.MapPost("/enquiries", new EnquiryDesk(context).Answer);
    }
}
