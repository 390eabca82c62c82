namespace Parley.Engine.Linkage.Models;

/// <summary>A way of comparing two records.</summary>
internal enum ComparisonKind
{
    GivenName,
    MiddleName,
    FamilyName,
    NameOrder,
    DateOfBirth,
    Sex,
    Address,
    Postcode,
    Town,
    Telephone,
    Email,
    Vrm,
    ExclusiveIdentifier,
    SharedIdentifier,
    Free,
}
