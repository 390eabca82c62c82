namespace Wexshire.Estate.Storage;

/// <summary>One thing that a system holds: the message as it was received or entered, and what its page shows of it.</summary>
/// <param name="Ref">The system's own reference, unique in its store.</param>
/// <param name="MessageKey">What makes two arrivals the same message, in the system's own terms.</param>
/// <param name="Kind">The kind of message, for example <c>incident</c>.</param>
/// <param name="Title">One line for a person.</param>
/// <param name="StoredAt">When this version was stored.</param>
/// <param name="Facts">What the page lists, by name.</param>
/// <param name="ContentType">The media type of <paramref name="Body"/>.</param>
/// <param name="Body">The message in the system's own language.</param>
internal sealed record Holding(
    string Ref,
    string MessageKey,
    string Kind,
    string Title,
    DateTimeOffset StoredAt,
    IReadOnlyDictionary<string, string> Facts,
    string ContentType,
    string Body);
