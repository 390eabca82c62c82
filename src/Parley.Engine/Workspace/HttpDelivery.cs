namespace Parley.Engine.Workspace;

/// <summary>Delivery by an HTTP request with the message as its body. A status of 200 to 299 is success; 408, 425, 429 and 5xx are tried again; other statuses refuse the message.</summary>
public sealed record HttpDelivery : DeliveryDefinition
{
    /// <summary>The address; in path and query, <c>{attribute}</c> stands for the subject's attribute and <c>{exchange}</c> for the exchange, both escaped. May hold <c>${NAME}</c> for an environment variable.</summary>
    public required string Url { get; init; }

    /// <summary>The method.</summary>
    public string Method { get; init; } = "POST";

    /// <summary>Further headers (<c>SOAPAction</c>); values may hold the same placeholders as the address.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How to authenticate.</summary>
    public AuthDefinition? Auth { get; init; }

    /// <summary>The most requests at once.</summary>
    public int Concurrency { get; init; } = 32;
}
