namespace Parley.Server.Media;

/// <summary>What a scanner says of an object.</summary>
/// <param name="IsClean">Whether it found nothing.</param>
/// <param name="Said">What it said, for people: the name of what it found, or that it found nothing.</param>
internal sealed record ScanVerdict(bool IsClean, string Said);
