namespace Parley.Server.Storage;

/// <summary>That a recipient was told of an act, as it is stored.</summary>
internal sealed record NoticeRow
{
    /// <summary>The channel of a notice that a person has to pass on.</summary>
    public const string ByPerson = "task";

    public required long Id { get; init; }

    public required long Act { get; init; }

    /// <summary>The exchange that the act is on.</summary>
    public required long Exchange { get; init; }

    /// <summary>The delivery by which the recipient got it.</summary>
    public required int N { get; init; }

    public required string Recipient { get; init; }

    public required string Organisation { get; init; }

    public required string Action { get; init; }

    /// <summary><c>message</c>: in the recipient's language; <c>correction</c>: by the corrected message itself; <c>task</c>: by a person.</summary>
    public required string Channel { get; init; }

    /// <summary>The exchange that tells: the notice's own, or the corrected message's.</summary>
    public required long Told { get; init; }

    public required long At { get; init; }

    public required long Due { get; init; }

    public long? Confirmed { get; init; }

    public string? ConfirmedBy { get; init; }

    public long? Escalated { get; init; }

    /// <summary>When the recipient answered that it would not do what the notice asks; null when it did not.</summary>
    public long? Refused { get; init; }

    /// <summary>The subjects that the recipient was shown (<see cref="DeliveryRow.Subjects"/>); kept with the delivery.</summary>
    public byte[]? Subjects { get; init; }

    /// <summary>Writes it.</summary>
    public void Insert(StoreSession session) => session.Execute(
        Statements.InsertNotice, Id, Act, Exchange, (long)N, Recipient, Organisation, Action, Channel, Told, At, Due);
}
