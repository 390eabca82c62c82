namespace Parley.Server.Delivery;

/// <summary>An object that goes with a message, by value.</summary>
/// <param name="Name">What the message calls it: its identifier or its SHA-256.</param>
/// <param name="FileName">The name of its file, safe in any header.</param>
/// <param name="MediaType">Its type.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Sha256">The SHA-256 of its bytes.</param>
/// <param name="CopyAsync">Writes its bytes, for each attempt anew.</param>
internal sealed record Attachment(string Name, string FileName, string MediaType, long Size, byte[] Sha256, Func<Stream, CancellationToken, Task> CopyAsync);
