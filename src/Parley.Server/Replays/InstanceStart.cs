using Parley.Engine.Expressions;
using Parley.Server.Processes;

namespace Parley.Server.Replays;

/// <summary>With what an instance is run again.</summary>
/// <param name="Definition">The definition in force.</param>
/// <param name="Input">The recorded input.</param>
/// <param name="Kept">What is taken from the record; null for nothing.</param>
/// <param name="Exchanges">The exchanges that the instance took something from.</param>
internal sealed record InstanceStart(KeptDefinition Definition, JqValue Input, KeptEffects? Kept, IReadOnlyCollection<long> Exchanges);
