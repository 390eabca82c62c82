using Parley.Engine.Sharing;
using Parley.Engine.Workspace;
using Parley.Server.Access;
using Parley.Server.Exchanges;

namespace Parley.Server;

/// <summary>A workspace as the server uses it: immutable, swapped whole when it is reloaded.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Version">Its version's number in the store.</param>
/// <param name="Keys">Who may call by key.</param>
/// <param name="Certificates">Which systems may call by certificate.</param>
/// <param name="People">What claims of people mean.</param>
/// <param name="Routes">Who accepts what.</param>
/// <param name="Applications">The rules over resources of applications.</param>
internal sealed record Snapshot(
    LoadedWorkspace Workspace, long Version, KeyTable Keys, CertificateTable Certificates, People People, RouteTable Routes, ApplicationRules Applications);
