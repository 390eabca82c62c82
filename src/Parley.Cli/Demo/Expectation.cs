namespace Parley.Cli.Demo;

/// <summary>Something that must have arrived by the end of the shift.</summary>
/// <param name="Role">The system that must hold it.</param>
/// <param name="Text">A text that its records must contain: a reference.</param>
/// <param name="What">What it is, for the narration.</param>
internal sealed record Expectation(string Role, string Text, string What)
{
    /// <summary>Whether it has arrived.</summary>
    public bool IsMet { get; set; }
}
