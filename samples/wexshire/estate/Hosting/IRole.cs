namespace Wexshire.Estate.Hosting;

/// <summary>One system that the program can play: its name, its own endpoints, and work of its own beside them.</summary>
internal interface IRole
{
    /// <summary>The word on the command line.</summary>
    string Id { get; }

    /// <summary>What the page calls the system.</summary>
    string Title { get; }

    void Map(IEndpointRouteBuilder app, RoleContext context);

    /// <summary>Work that runs beside the endpoints; null when there is none.</summary>
    BackgroundService? Worker(RoleContext context) => null;
}
