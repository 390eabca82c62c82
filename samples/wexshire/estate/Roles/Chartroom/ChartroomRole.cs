using Wexshire.Estate.Hosting;

namespace Wexshire.Estate.Roles.Chartroom;

/// <summary>Intelligence charting: takes graphs as GraphML and lists their nodes and edges.</summary>
internal sealed class ChartroomRole : IRole
{
    public string Id => "chartroom";

    public string Title => "Chartroom: intelligence charting";

    public void Map(IEndpointRouteBuilder app, RoleContext context) => app.MapPost("/charts", new ChartDesk(context).Receive);
}
