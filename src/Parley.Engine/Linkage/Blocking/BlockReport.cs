namespace Parley.Engine.Linkage.Blocking;

/// <summary>What one blocking rule did.</summary>
/// <param name="Rule">What must agree, in words.</param>
/// <param name="Used">Whether it was used.</param>
/// <param name="Pairs">How many pairs its blocks hold (the estimate, where it was not used).</param>
/// <param name="Cap">The most records that a block was allowed.</param>
/// <param name="LeftOutBlocks">How many blocks were larger and so left out.</param>
/// <param name="LeftOutRecords">How many records stood in those.</param>
/// <param name="Reason">Why it was not used, or why blocks were left out; empty when neither.</param>
public sealed record BlockReport(string Rule, bool Used, long Pairs, int Cap, int LeftOutBlocks, int LeftOutRecords, string Reason);
