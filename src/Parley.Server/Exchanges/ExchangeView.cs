using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Parley.Engine.Dictionary;
using Parley.Server.Storage;

namespace Parley.Server.Exchanges;

/// <summary>All that is known of an exchange.</summary>
internal sealed record ExchangeView
{
    public required ExchangeRow Row { get; init; }

    /// <summary>False for a caller who may see that the exchange took place, and not what it carried.</summary>
    public required bool ShowsContent { get; init; }

    public required string? Version { get; init; }

    public required byte[]? Body { get; init; }

    /// <summary>The bundle, translated in again for this answer; null when the body is not kept or cannot be read.</summary>
    public required Bundle? Bundle { get; init; }

    /// <summary>The dictionary that the bundle is written by.</summary>
    public required string DictionaryVersion { get; init; }

    /// <summary>True when the workspace that translated it again is not the one the exchange ran under.</summary>
    public required bool WorkspaceChanged { get; init; }

    public required IReadOnlyList<DeliveryRow> Deliveries { get; init; }

    /// <summary>The sent bodies by content key.</summary>
    public required IReadOnlyDictionary<long, byte[]> Sent { get; init; }

    public required IReadOnlyList<AttemptRow> Attempts { get; init; }

    public required IReadOnlyList<ExchangeRow> Caused { get; init; }

    public required IReadOnlyList<ExceptionRow> Exceptions { get; init; }

    /// <summary>What the owner has done to it.</summary>
    public required IReadOnlyList<ActRow> Acts { get; init; }

    /// <summary>Who was told of it.</summary>
    public required IReadOnlyList<NoticeRow> Notices { get; init; }

    /// <summary>Changes whenever the answer would.</summary>
    public string ETag()
    {
        StringBuilder state = new();
        state.Append(CultureInfo.InvariantCulture, $"{Row.Id} {(int)Row.Status} {ShowsContent} {Body is null} {Bundle?.Records.Count} {WorkspaceChanged} {Caused.Count} {Attempts.Count}");
        foreach (DeliveryRow delivery in Deliveries)
        {
            state.Append(CultureInfo.InvariantCulture, $";{delivery.Seq} {(int)delivery.Status} {delivery.Attempts} {delivery.NextAttempt}");
        }

        foreach (ExceptionRow exception in Exceptions)
        {
            state.Append(CultureInfo.InvariantCulture, $";{exception.Id} {(int)exception.Status}");
        }

        state.Append(CultureInfo.InvariantCulture, $";{Acts.Count} {Acts.Count(a => a.Done is null)} {Notices.Count} {Notices.Count(n => n.Confirmed is null)}");
        return $"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(state.ToString())).AsSpan(0, 12))}\"";
    }
}
