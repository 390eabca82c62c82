namespace Parley.Engine.Dictionary;

/// <summary>A class of data that agreements permit as a whole (<c>contact</c>, <c>health</c>).</summary>
/// <param name="Name">Its name in kebab case.</param>
/// <param name="Description">What falls into it.</param>
public sealed record DataClass(string Name, string Description);
