namespace Parley.Cli.Demo;

/// <summary>Something that must not be in a system's store, whatever happened.</summary>
/// <param name="Role">The system that must not have it.</param>
/// <param name="Text">A text that none of the messages it holds may contain, in whatever case.</param>
/// <param name="Why">What keeps it away, for the narration.</param>
internal sealed record Absence(string Role, string Text, string Why)
{
    /// <summary>Whether it was found there.</summary>
    public bool IsBroken { get; set; }

    /// <summary>Looks for it among what the system holds.</summary>
    public bool IsIn(IEnumerable<string> bodies) => bodies.Any(b => b.Contains(Text, StringComparison.OrdinalIgnoreCase));
}
