using Microsoft.Extensions.DependencyInjection;
using Parley.Server.Operations;

namespace Parley.Server.Delivery;

/// <summary>How messages go out.</summary>
internal static class DeliveryModule
{
    public static IServiceCollection AddDelivery(this IServiceCollection services) => services
        .AddSingleton<Connectors>()
        .AddSingleton<Replies>()
        .AddSingleton<Permission>()
        .AddSingleton<AttachmentsOf>((_, _, _, _, _) => Task.FromResult<IReadOnlyList<Attachment>?>([]))
        .AddSingleton<DeliveryRunner>()
        .AddSingleton<DeliveryHub>()
        .AddSingleton<IGaugeSource, DeliveryGauges>()
        .AddHostedService(s => s.GetRequiredService<DeliveryHub>());
}
