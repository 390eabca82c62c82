using Parley.Engine.Dictionary;
using Parley.Engine.Sharing;

namespace Parley.Cli.Demo;

/// <summary>What one recipient has of a bundle.</summary>
/// <param name="Recipient">The system.</param>
/// <param name="Decision">What was decided for it.</param>
/// <param name="Held">The message in its store, read back; null when it holds none.</param>
internal sealed record RecipientView(string Recipient, Decision Decision, Bundle? Held)
{
    /// <summary>Whether the recipient's message has an attribute of a person in one of these roles.</summary>
    public bool Has(string attribute, string[] links) =>
        Held is not null && Held.Links.Any(l => links.Contains(l.Role.Name) && !Held.Records[l.From][attribute].IsNone);

    /// <summary>Whether the recipient's message has the home of a person in one of these roles.</summary>
    public bool HasHome(string[] links) =>
        Held is not null && Held.Links.Any(h => h.Role.Name == "home-address" && Held.Links.Any(l => l.From == h.From && links.Contains(l.Role.Name)));
}
