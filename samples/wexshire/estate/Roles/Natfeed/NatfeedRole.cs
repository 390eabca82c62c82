using Wexshire.Estate.Hosting;

namespace Wexshire.Estate.Roles.Natfeed;

/// <summary>A legacy national feed: lines of fixed width in ASCII, one record a line.</summary>
internal sealed class NatfeedRole : IRole
{
    public string Id => "natfeed";

    public string Title => "Natfeed: legacy national feed";

    public void Map(IEndpointRouteBuilder app, RoleContext context)
    {
        app.MapPost("/feed", new FeedDesk(context).Receive);
        app.MapGet("/enquiry", new EnquiryDesk(context).Answer);
    }
}
