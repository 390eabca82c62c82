using Wexshire.Estate.Hosting;

namespace Wexshire.Estate.Roles.Docket;

/// <summary>The prosecution's casework: takes submissions for advice as nested JSON and gives each a number.</summary>
internal sealed class DocketRole : IRole
{
    public string Id => "docket";

    public string Title => "Docket: casework of the Crown Casework Service";

    public void Map(IEndpointRouteBuilder app, RoleContext context) => app.MapPost("/v2/submissions", new SubmissionDesk(context).Receive);
}
