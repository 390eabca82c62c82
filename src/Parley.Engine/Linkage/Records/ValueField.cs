using Parley.Engine.Linkage.Models;

namespace Parley.Engine.Linkage.Records;

/// <summary>A field of values that are compared as a set: telephones, identifiers, towns, free columns.</summary>
/// <param name="Kind">How it is compared.</param>
/// <param name="Name">Its name in the column map.</param>
/// <param name="FirstSlot">Its first slot in a record's row.</param>
/// <param name="Slots">How many slots it has.</param>
/// <param name="Values">Its distinct values.</param>
internal sealed record ValueField(ComparisonKind Kind, string Name, int FirstSlot, int Slots, ValueDictionary Values);
