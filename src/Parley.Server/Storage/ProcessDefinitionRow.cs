namespace Parley.Server.Storage;

/// <summary>The text of a process's definition as it is kept.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Path">The file it was read from.</param>
/// <param name="Text">The text.</param>
/// <param name="Hash">SHA-256 of the text in hexadecimal.</param>
internal sealed record ProcessDefinitionRow(long Id, string Path, string Text, string Hash);
