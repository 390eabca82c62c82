using Wexshire.Estate.Hosting;

namespace Wexshire.Estate.Roles.Ledgerline;

/// <summary>The neighbouring force's records: takes entries as XML of attributes, a kind of entry by each.</summary>
internal sealed class LedgerlineRole : IRole
{
    public string Id => "ledgerline";

    public string Title => "Ledgerline: records of Northmoor Police";

    public void Map(IEndpointRouteBuilder app, RoleContext context)
    {
        app.MapPost("/ledger", new EntryDesk(context).Receive);
        app.MapPost("/enquiries", new EnquiryDesk(context).Answer);
        app.MapPost("/notices", new NoticeDesk(context).Receive);
    }
}
