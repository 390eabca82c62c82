namespace Parley.Engine.Search;

/// <summary>Kinds of what a search knows of a record: what nobody asks for needs not be brought into the form in which it is compared.</summary>
[Flags]
internal enum FactKinds
{
    None = 0,
    Names = 1,
    BirthDates = 1 << 1,
    Sex = 1 << 2,
    Telephones = 1 << 3,
    Emails = 1 << 4,
    Registrations = 1 << 5,
    Postcodes = 1 << 6,
    Addresses = 1 << 7,
    Identifiers = 1 << 8,
    Points = 1 << 9,
    Moments = 1 << 10,
    Texts = 1 << 11,
    All = (1 << 12) - 1,
}
