namespace Parley.Server.Storage;

/// <summary>Something that became of an instance as a whole.</summary>
/// <param name="Id">Its place in the order in which such things became durable.</param>
/// <param name="Process">The instance.</param>
/// <param name="Number">Which of the instance's own it is, from 1.</param>
/// <param name="What">The specification's word for it: <c>started</c>.</param>
/// <param name="At">When, microseconds since 1970.</param>
/// <param name="Namespace">The definition's namespace.</param>
/// <param name="Name">The definition's name.</param>
/// <param name="Version">The definition's version.</param>
internal sealed record LifecycleRow(long Id, long Process, long Number, string What, long At, string Namespace, string Name, string Version);
