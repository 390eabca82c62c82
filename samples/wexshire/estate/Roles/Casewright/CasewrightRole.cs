using Wexshire.Estate.Hosting;

namespace Wexshire.Estate.Roles.Casewright;

/// <summary>Case preparation: takes case files as JSON documents of resources that refer to each other by type and id.</summary>
internal sealed class CasewrightRole : IRole
{
    public string Id => "casewright";

    public string Title => "Casewright: case preparation";

    public void Map(IEndpointRouteBuilder app, RoleContext context)
    {
        app.MapPost("/api/cases", new CaseDesk(context).Receive);
        app.MapPost("/api/enquiries", new EnquiryDesk(context).Answer);
    }
}
