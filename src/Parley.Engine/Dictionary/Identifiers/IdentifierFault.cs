namespace Parley.Engine.Dictionary.Identifiers;

/// <summary>What is wrong with the text of an identifier.</summary>
public enum IdentifierFault
{
    /// <summary>Nothing: the text is an identifier of the kind.</summary>
    None,

    /// <summary>The text does not have the form of the kind; there is no canonical form.</summary>
    Malformed,

    /// <summary>The form is right and the check character is not; the canonical form is given, so that a caller may carry it with a warning.</summary>
    WrongCheckCharacter,
}
