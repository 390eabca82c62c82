using Parley.Server.Media;

namespace Parley.Server.Identities;

/// <summary>An object of a person or thing that an asker may read: a picture, a recording, a document.</summary>
/// <param name="Media">The object, and the right to it.</param>
/// <param name="Of">The records that refer to it or that it is attached to, each with the link's role; no role for the identity's own records.</param>
internal sealed record ViewedMedia(ReadableMedia Media, IReadOnlyList<(long Record, string? Role)> Of);
