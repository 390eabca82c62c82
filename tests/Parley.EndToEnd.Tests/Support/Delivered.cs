namespace Parley.EndToEnd.Tests.Support;

/// <summary>A request as a recipient got it.</summary>
internal sealed record Delivered(string Key, string Body);
