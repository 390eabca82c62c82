namespace Parley.Engine.Search;

/// <summary>What an attribute is to a search.</summary>
internal enum FieldRole
{
    Other,
    GivenName,
    FamilyName,
    WholeName,
    BirthDate,
    Sex,
    Telephone,
    Email,
    Registration,
    Postcode,
    Address,
    Identifier,
    Point,
    Moment,
}
