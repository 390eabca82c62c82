namespace Parley.Server.Storage;

/// <summary>
/// The right to read one kind of content from the store. The store gives no content without one, and only the one place of disclosure makes them;
/// a test reads the assembly's code and fails when anything else does.
/// </summary>
/// <param name="For">What for, in words, for whoever debugs: <c>delivery</c>, <c>translation</c>, <c>view by person:0f3a</c>.</param>
internal sealed record ContentPermit(string For);
