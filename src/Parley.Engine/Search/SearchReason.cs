namespace Parley.Engine.Search;

/// <summary>Why a record was found, or what speaks against it: one part of the query beside one value of the record.</summary>
/// <param name="Field">The part of the query: <c>family-name</c>, <c>telephone</c>, or an attribute's name.</param>
/// <param name="Agreement">How they agree, in a word: <c>same</c>, <c>similar</c>, <c>swapped</c>, <c>different</c>.</param>
/// <param name="Value">The record's value, as the asker may see it.</param>
/// <param name="Bits">What that is worth.</param>
public sealed record SearchReason(string Field, string Agreement, string Value, double Bits);
