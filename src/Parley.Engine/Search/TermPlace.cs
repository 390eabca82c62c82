namespace Parley.Engine.Search;

/// <summary>Where the terms of a record are kept.</summary>
/// <param name="Array">The array's number.</param>
/// <param name="Start">Where in it they begin.</param>
/// <param name="Count">How many they are.</param>
internal readonly record struct TermPlace(int Array, int Start, int Count);
