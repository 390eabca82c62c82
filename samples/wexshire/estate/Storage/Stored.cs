namespace Wexshire.Estate.Storage;

/// <summary>What became of a message: the holding it made, or the one an earlier arrival of it had made.</summary>
internal readonly record struct Stored(Holding Holding, bool IsRepeat);
