using System.Collections.Frozen;
using Parley.Engine.Dictionary;
using Parley.Engine.Workspace;

namespace Parley.Server.Exchanges;

/// <summary>All routes of a workspace by the type of subject they take. Immutable.</summary>
internal sealed class RouteTable
{
    private readonly FrozenDictionary<RecordType, Route[]> _byType;
    private readonly FrozenDictionary<(string Recipient, string Type, int Number), (SystemDefinition System, AcceptDefinition Accept, long Terms)> _accepts;

    private RouteTable(
        FrozenDictionary<RecordType, Route[]> byType,
        FrozenDictionary<(string Recipient, string Type, int Number), (SystemDefinition System, AcceptDefinition Accept, long Terms)> accepts) =>
        (_byType, _accepts) = (byType, accepts);

    /// <summary>Makes the table.</summary>
    public static RouteTable Build(LoadedWorkspace workspace)
    {
        Dictionary<RecordType, List<Route>> byType = [];
        Dictionary<(string, string, int), (SystemDefinition, AcceptDefinition, long)> accepts = [];
        foreach (SystemDefinition system in workspace.Systems.Values.OrderBy(s => s.Id, StringComparer.Ordinal))
        {
            foreach (AcceptDefinition accept in system.Accepts)
            {
                int number = accepts.Keys.Count(k => k.Item1 == system.Id && k.Item2 == accept.MessageType);
                long terms = AcceptTerms.Of(system, accept);
                accepts.Add((system.Id, accept.MessageType, number), (system, accept, terms));
                foreach (RecordType type in accept.Types.Select(t => workspace.Dictionary.Types.GetValueOrDefault(t)).OfType<RecordType>())
                {
                    if (!byType.TryGetValue(type, out List<Route>? routes))
                    {
                        byType.Add(type, routes = []);
                    }

                    routes.Add(new Route(system, accept, number, terms, type));
                }
            }
        }

        return new RouteTable(byType.ToFrozenDictionary(p => p.Key, p => p.Value.ToArray()), accepts.ToFrozenDictionary());
    }

    /// <summary>The routes that take a type of subject.</summary>
    public Route[] For(RecordType type) => _byType.GetValueOrDefault(type) ?? [];

    /// <summary>The entry that a stored delivery was made by, if the workspace still has it.</summary>
    public (SystemDefinition System, AcceptDefinition Accept, long Terms)? Find(string recipient, string type, int number) =>
        _accepts.TryGetValue((recipient, type, number), out (SystemDefinition, AcceptDefinition, long) found) ? found : null;
}
