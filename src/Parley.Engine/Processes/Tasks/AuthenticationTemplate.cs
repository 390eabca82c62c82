using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

/// <summary>An authentication of a definition: its members, or the secret that has them.</summary>
internal sealed record AuthenticationTemplate(string Scheme, Template? Settings, string? Secret);
