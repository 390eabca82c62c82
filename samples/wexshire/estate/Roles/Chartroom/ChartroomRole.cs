using Wexshire.Estate.Hosting;

namespace Wexshire.Estate.Roles.Chartroom;

/// <summary>Intelligence charting: takes graphs as GraphML and lists their nodes and edges; its analysts write reports, which it sends.</summary>
internal sealed class ChartroomRole : IRole
{
    public string Id => "chartroom";

    public string Title => "Chartroom: intelligence charting";

    public void Map(IEndpointRouteBuilder app, RoleContext context)
    {
        app.MapPost("/charts", new ChartDesk(context).Receive);
        app.MapPost("/intelligence", new ReportDesk(context).Enter);
    }
}
