namespace Parley.Engine.Linkage.Columns;

/// <summary>What a column of a file to be linked holds, and so how it is normalised and compared.</summary>
public enum ColumnKind
{
    /// <summary>Given names; several columns join, the first word is the given name and the others are middle names.</summary>
    GivenName,

    /// <summary>A family name; several columns join.</summary>
    FamilyName,

    /// <summary>A whole name, with or without a comma after the family name.</summary>
    FullName,

    /// <summary>A date of birth, or a year of birth.</summary>
    DateOfBirth,

    /// <summary>Male or female; anything else is no evidence.</summary>
    Sex,

    /// <summary>A postcode.</summary>
    Postcode,

    /// <summary>A part of an address; several columns join.</summary>
    Address,

    /// <summary>A town, district or place name.</summary>
    Town,

    /// <summary>A telephone number; several columns are a set.</summary>
    Telephone,

    /// <summary>An e-mail address; several columns are a set.</summary>
    Email,

    /// <summary>A vehicle registration mark; several columns are a set.</summary>
    Vrm,

    /// <summary>An identifier that one person has one of (PNC ID, NI number): a different one is evidence against.</summary>
    ExclusiveIdentifier,

    /// <summary>An identifier that several people may share, or one person have many of (crime reference): weak, and a different one says little.</summary>
    SharedIdentifier,

    /// <summary>Any other value.</summary>
    Free,
}
