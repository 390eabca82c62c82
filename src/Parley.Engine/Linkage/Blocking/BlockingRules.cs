using static Parley.Engine.Linkage.Models.ComparisonKind;

namespace Parley.Engine.Linkage.Blocking;

/// <summary>The rules, in order. Each tolerates errors that another does not: a pair is lost only where all of them fail.</summary>
internal static class BlockingRules
{
    public const int Identifiers = 0, Telephones = 1, Emails = 2, Marks = 3, BirthAndFamily = 4, BirthAndGiven = 5, BirthAndArea = 6, NamesAndYear = 7, NamesAndArea = 8, PostcodeAndGiven = 9,
        PostcodeAndFamily = 10, AddressAndInitial = 11, DayMonthAndFamily = 12, BirthAndInitials = 13, Birth = 14, Names = 15, Postcodes = 16, FamilyAndInitial = 17, Addresses = 18,
        EmailNames = 19, GivenAndYear = 20, FamilyAndYear = 21, FamilyNames = 22, GivenNames = 23, TownAndGiven = 24, TownAndFamily = 25, DayAndMonth = 26, YearAndMonth = 27;

    /// <summary>The most keys that a record may have.</summary>
    public const int MostKeys = 64;

    /// <summary>All rules by their number.</summary>
    public static IReadOnlyList<BlockingRule> All { get; } =
    [
        new(Identifiers, "identifier", false, ExclusiveIdentifier, SharedIdentifier),
        new(Telephones, "telephone", false, Telephone),
        new(Emails, "e-mail", false, Email),
        new(Marks, "vrm", false, Vrm),
        new(BirthAndFamily, "date of birth (day and month either way) and sound of family name", false, DateOfBirth, FamilyName),
        new(BirthAndGiven, "date of birth (day and month either way) and given name or nickname", false, DateOfBirth, GivenName),
        new(BirthAndArea, "date of birth (day and month either way) and postcode area", false, DateOfBirth, Postcode),
        new(NamesAndYear, "sound of both names in any order and year of birth", false, GivenName, FamilyName, DateOfBirth),
        new(NamesAndArea, "sound of both names in any order and postcode area", false, GivenName, FamilyName, Postcode),
        new(PostcodeAndGiven, "postcode and given name or nickname", false, Postcode, GivenName),
        new(PostcodeAndFamily, "postcode and sound of family name", false, Postcode, FamilyName),
        new(AddressAndInitial, "number and street, and initial of given name", false, Address, GivenName),
        new(DayMonthAndFamily, "day and month of birth, sound of family name, initial", false, DateOfBirth, FamilyName, GivenName),
        new(BirthAndInitials, "date of birth and initials in any order", false, DateOfBirth, GivenName, FamilyName),
        new(Birth, "date of birth", true, DateOfBirth),
        new(Names, "sound of both names in any order", true, GivenName, FamilyName),
        new(Postcodes, "postcode", true, Postcode),
        new(FamilyAndInitial, "sound of family name and initial", true, FamilyName, GivenName),
        new(Addresses, "number and street", true, Address),
        new(EmailNames, "e-mail before the @", true, Email),
        new(GivenAndYear, "given name or nickname and year of birth", true, GivenName, DateOfBirth),
        new(FamilyAndYear, "sound of family name and year of birth", true, FamilyName, DateOfBirth),
        new(FamilyNames, "sound of family name", true, FamilyName),
        new(GivenNames, "given name or nickname", true, GivenName),
        new(TownAndGiven, "town and given name or nickname", true, Town, GivenName),
        new(TownAndFamily, "town and sound of family name", true, Town, FamilyName),
        new(DayAndMonth, "day and month of birth", true, DateOfBirth),
        new(YearAndMonth, "year and month of birth", true, DateOfBirth),
    ];
}
