namespace Parley.Server.Storage;

/// <summary>Statuses as the API names them.</summary>
internal static class StatusText
{
    /// <summary>An exchange's own status.</summary>
    public static string Of(ExchangeStatus status) => status switch
    {
        ExchangeStatus.Accepted => "accepted",
        ExchangeStatus.Held => "held",
        ExchangeStatus.Refused => "refused",
        ExchangeStatus.Corrected => "corrected",
        ExchangeStatus.Erased => "erased",
        ExchangeStatus.Withdrawn => "withdrawn",
        _ => "discarded",
    };

    /// <summary>An exchange's status with its deliveries taken into account.</summary>
    public static string Of(ExchangeStatus status, IReadOnlyList<DeliveryRow> deliveries)
    {
        if (status != ExchangeStatus.Accepted)
        {
            return Of(status);
        }

        return deliveries.Any(d => d.Status is DeliveryStatus.Failed or DeliveryStatus.ReplyHeld) ? "failed"
            : deliveries.Any(d => d.Status == DeliveryStatus.Pending) ? "delivering"
            : "delivered";
    }

    /// <summary>A delivery's status.</summary>
    public static string Of(DeliveryStatus status) => status switch
    {
        DeliveryStatus.Pending => "pending",
        DeliveryStatus.Delivered => "delivered",
        DeliveryStatus.Failed => "failed",
        DeliveryStatus.ReplyHeld => "reply-held",
        DeliveryStatus.Discarded => "discarded",
        DeliveryStatus.Withheld => "withheld",
        DeliveryStatus.Stopped => "stopped",
        _ => "corrected",
    };

    /// <summary>An exception's status.</summary>
    public static string Of(ExceptionStatus status) => status switch
    {
        ExceptionStatus.Open => "open",
        ExceptionStatus.Corrected => "corrected",
        ExceptionStatus.Resent => "resent",
        ExceptionStatus.Settled => "settled",
        _ => "discarded",
    };
}
