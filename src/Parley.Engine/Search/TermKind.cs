namespace Parley.Engine.Search;

/// <summary>What a term of the index is of; the upper six bits of the term.</summary>
internal enum TermKind : byte
{
    NameWord = 1,
    NameSound,
    NameGroup,
    BirthDate,
    BirthParts,
    Digits,
    DigitsReversed,
    Mark,
    MarkReversed,
    Email,
    Postcode,
    Word,
    Cell,
    Day,
    Coded,

    /// <summary>A telephone number from within on; after it the same of a registration mark.</summary>
    DigitsInside,
    MarkInside,
}
