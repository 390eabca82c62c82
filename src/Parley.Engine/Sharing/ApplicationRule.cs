namespace Parley.Engine.Sharing;

/// <summary>What <c>access.yaml</c> says of a type of resource that an application keeps itself and asks the platform about.</summary>
/// <param name="Resource">The type of the resource, as the application names it.</param>
/// <param name="Permits">True for a permission, false for a prohibition.</param>
/// <param name="Actions">The actions, as the application names them; at least one.</param>
/// <param name="Where">A condition in jq over the question (<c>.subject</c>, <c>.action</c>, <c>.resource</c>, <c>.context</c>); null for always.</param>
public sealed record ApplicationRule(string Resource, bool Permits, IReadOnlyList<string> Actions, string? Where);
