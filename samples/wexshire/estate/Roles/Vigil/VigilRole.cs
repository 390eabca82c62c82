using Wexshire.Estate.Hosting;

namespace Wexshire.Estate.Roles.Vigil;

/// <summary>A police force abroad: takes alerts in OASIS CAP 1.2 and nothing else.</summary>
internal sealed class VigilRole : IRole
{
    public string Id => "vigil";

    public string Title => "Vigil: alert desk of the Cantonal Police of Bergmark";

    public void Map(IEndpointRouteBuilder app, RoleContext context) => app.MapPost("/cap", new AlertDesk(context).Receive);
}
