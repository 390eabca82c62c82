using Microsoft.Extensions.DependencyInjection;

namespace Parley.Server.Access;

/// <summary>Who may call.</summary>
internal static class AccessModule
{
    public static IServiceCollection AddAccess(this IServiceCollection services) => services.AddSingleton<Authenticator>();
}
