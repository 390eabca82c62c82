namespace Parley.Engine.Workspace;

/// <summary>What an installation permits its processes (<c>processes</c> of <c>parley.yaml</c>).</summary>
public sealed record ProcessRules
{
    /// <summary>
    /// The places that HTTP calls may go to: addresses by name. A call is permitted when it goes to the same scheme, host and port and to a path at or below
    /// the address's own. A process names them as <c>$runtime.metadata.calls.NAME</c>. None by default: nothing is called.
    /// </summary>
    public IReadOnlyDictionary<string, string> Calls { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the secrets are that processes list under <c>use.secrets</c>, by name.</summary>
    public IReadOnlyDictionary<string, SecretReference> Secrets { get; init; } = new Dictionary<string, SecretReference>();

    /// <summary>
    /// The system that processes speak as when they send a message: one of the installation's own organisation, whose message types say in which language.
    /// Null when no process sends.
    /// </summary>
    public string? System { get; init; }

    /// <summary>How long an event is kept for instances that are not waiting for it yet.</summary>
    public TimeSpan KeepEvents { get; init; } = TimeSpan.FromDays(7);

    /// <summary>How long the content of an instance is kept after its end: input, context, output, history. That it ran, when, and how it ended is kept.</summary>
    public TimeSpan KeepEnded { get; init; } = TimeSpan.FromDays(90);
}
