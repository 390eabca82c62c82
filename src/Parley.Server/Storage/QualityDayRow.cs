namespace Parley.Server.Storage;

/// <summary>How many versions of records came in from a source on a day, and of how many something was wrong. A record counts in each kind that it has findings of.</summary>
/// <param name="Day">The day, counted from 1970 in the installation's zone.</param>
/// <param name="System">The source.</param>
/// <param name="Records">Versions that came in.</param>
/// <param name="Sound">Those without a finding.</param>
/// <param name="Kinds">Those with findings of each kind, in the order of <c>QualityKinds.All</c>.</param>
internal sealed record QualityDayRow(long Day, string System, long Records, long Sound, IReadOnlyList<long> Kinds);
