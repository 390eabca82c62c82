namespace Wexshire.Estate.Storage;

/// <summary>Where the newest version of one holding stands in the journal's file; the body stays on disk.</summary>
internal sealed record Slot(Holding WithoutBody, long Offset, int Length);
