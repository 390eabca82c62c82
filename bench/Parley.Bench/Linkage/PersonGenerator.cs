using System.Globalization;

namespace Parley.Bench.Linkage;

/// <summary>
/// Makes records of invented people who live in households, some recorded several times with the errors of typing, hearing and form-filling. The same seed gives the
/// same bytes. Names are put together from syllables and a short list of usual ones, so that some are common and most are rare, as among real people;
/// telephones lie in the ranges kept for drama, postcodes in areas that do not exist.
/// </summary>
internal sealed class PersonGenerator(int seed, double altered = 0.5)
{
    private static readonly string[] Men =
    [
        "James", "John", "Robert", "Michael", "William", "David", "Richard", "Joseph", "Thomas", "Christopher", "Daniel", "Matthew", "Anthony", "Mark", "Steven", "Andrew", "Paul",
        "Joshua", "Kenneth", "Kevin", "Brian", "George", "Edward", "Stephen", "Ronald", "Timothy", "Jason", "Jeffrey", "Ryan", "Jacob", "Gary", "Nicholas", "Eric", "Jonathan",
        "Mohammed", "Samuel", "Benjamin", "Peter", "Oliver", "Harry", "Jack", "Alfie", "Callum", "Liam", "Adam", "Ali", "Ahmed", "Piotr", "Patrick", "Sean", "Gareth", "Ian",
    ];

    private static readonly string[] Women =
    [
        "Mary", "Patricia", "Jennifer", "Linda", "Elizabeth", "Barbara", "Susan", "Jessica", "Sarah", "Karen", "Lisa", "Nancy", "Margaret", "Sandra", "Ashley", "Emily", "Michelle",
        "Amanda", "Deborah", "Stephanie", "Rebecca", "Laura", "Helen", "Sharon", "Kathleen", "Amy", "Angela", "Emma", "Nicola", "Samantha", "Katherine", "Christine", "Janet", "Olivia",
        "Charlotte", "Sophie", "Fatima", "Aisha", "Victoria", "Lucy", "Grace", "Zoe", "Alice", "Ruth", "Julie", "Tracey", "Anna", "Magdalena", "Siobhan", "Gillian", "Joanne",
    ];

    private static readonly string[] Families =
    [
        "Smith", "Jones", "Williams", "Taylor", "Brown", "Davies", "Evans", "Wilson", "Thomas", "Johnson", "Roberts", "Robinson", "Thompson", "Wright", "Walker", "White", "Edwards",
        "Hughes", "Green", "Hall", "Lewis", "Harris", "Clarke", "Patel", "Jackson", "Wood", "Turner", "Martin", "Cooper", "Hill", "Ward", "Morris", "Moore", "Clark", "Lee", "King",
        "Baker", "Harrison", "Morgan", "Allen", "James", "Scott", "Khan", "Ahmed", "MacDonald", "O'Brien", "Murphy", "Kelly", "Begum", "Hussain", "Singh", "Kaur", "Ali", "Campbell",
    ];

    private static readonly string[] Syllables =
    [
        "ash", "bar", "bel", "ber", "bra", "bur", "cal", "car", "ches", "cot", "dal", "den", "dun", "el", "fair", "fen", "gar", "hal", "ham", "har", "hol", "ken", "kir", "lan", "lei",
        "lin", "mar", "mel", "mor", "nor", "old", "pem", "ran", "rich", "row", "sal", "sha", "stan", "sut", "thor", "wal", "war", "wes", "whit", "win", "wor", "yar",
    ];

    private static readonly string[] Endings = ["ton", "ley", "ford", "by", "man", "son", "well", "wood", "field", "er", "ing", "worth", "ham", "den", "ell", "ett", "more", "wick", "shaw", "stone"];
    private static readonly string[] Areas = ["0113", "0114", "0115", "0116", "0117", "0118", "0121", "0131", "0141", "0151", "0161"];
    private static readonly string[] Streets = ["Road", "Street", "Avenue", "Close", "Lane", "Drive", "Way", "Crescent", "Court", "Gardens"];
    private static readonly Dictionary<string, string> Short = new()
    {
        ["James"] = "Jim", ["Robert"] = "Bob", ["Michael"] = "Mike", ["William"] = "Bill", ["David"] = "Dave", ["Richard"] = "Rick", ["Joseph"] = "Joe", ["Thomas"] = "Tom",
        ["Christopher"] = "Chris", ["Daniel"] = "Dan", ["Matthew"] = "Matt", ["Anthony"] = "Tony", ["Steven"] = "Steve", ["Andrew"] = "Andy", ["Samuel"] = "Sam", ["Benjamin"] = "Ben",
        ["Patricia"] = "Pat", ["Jennifer"] = "Jenny", ["Elizabeth"] = "Liz", ["Susan"] = "Sue", ["Katherine"] = "Kate", ["Margaret"] = "Maggie", ["Rebecca"] = "Becky", ["Victoria"] = "Vicky",
        ["Deborah"] = "Debbie", ["Nicholas"] = "Nick", ["Edward"] = "Ted", ["Jonathan"] = "Jon", ["Samantha"] = "Sam", ["Christine"] = "Chris", ["Mohammed"] = "Muhammad", ["Timothy"] = "Tim",
    };

    private ulong _state = (ulong)seed * 0x9E3779B97F4A7C15UL + 1;

    /// <summary>The header of the rows.</summary>
    public const string Header = "id,person,given_name,middle_name,family_name,dob,sex,address,town,postcode,telephone,email,nino";

    /// <summary>Makes rows until there are so many records; households come one after another, the records of one person close to each other.</summary>
    /// <param name="records">How many records.</param>
    /// <returns>Each row's values, as in <see cref="Header"/>.</returns>
    public IEnumerable<string[]> Rows(int records)
    {
        int made = 0;
        int person = 0;
        while (made < records)
        {
            foreach (Person one in Household(ref person))
            {
                int copies = Copies();
                for (int c = 0; c < copies && made < records; c++)
                {
                    yield return Record(one, made++, c > 0);
                }
            }
        }
    }

    private int Copies() => Next(100) switch { < 62 => 1, < 84 => 2, < 93 => 3, < 97 => 4, _ => 5 + Next(4) };

    private List<Person> Household(ref int person)
    {
        string family = FamilyName();
        string street = $"{1 + Next(140)} {Place()} {Streets[Next(Streets.Length)]}";
        string town = Towns(Next(400));
        string postcode = $"{"XWQZ"[Next(4)]}{"XQZ"[Next(3)]}{1 + Next(60)} {Next(10)}{Letter()}{Letter()}";
        string landline = $"{Areas[Next(Areas.Length)]} 496 0{Next(1000):000}";
        int size = 1 + (Next(100) switch { < 30 => 0, < 62 => 1, < 80 => 2, < 93 => 3, _ => 4 });
        List<Person> people = [];
        int eldest = 1935 + Next(65);
        string shared = family.ToLowerInvariant().Replace("'", "", StringComparison.Ordinal) + Next(100);
        for (int i = 0; i < size; i++)
        {
            bool male = Next(2) == 0;
            // Children are named after a parent now and then; twins share a birthday.
            string given = i > 1 && Next(25) == 0 && male == people[0].Male ? people[0].Given : GivenName(male);
            DateOnly birth = i > 2 && Next(15) == 0 ? people[^1].Birth : new DateOnly(i < 2 ? eldest + Next(5) : Math.Min(2012, eldest + 20 + Next(18)), 1, 1).AddDays(Next(365));
            people.Add(new Person
            {
                Number = person++,
                Given = given,
                Middle = Next(10) < 6 ? GivenName(male) : "",
                Family = i == 1 && Next(5) == 0 ? FamilyName() : family,
                Male = male,
                Birth = birth,
                Address = street,
                Town = town,
                Postcode = postcode,
                Telephone = Next(3) == 0 ? landline : $"07700 9{Next(100000):00000}",
                Email = Next(20) == 0 ? $"{shared}@example.com" : $"{given.ToLowerInvariant()}.{shared}{Next(1000)}@example.{(Next(2) == 0 ? "com" : "org")}",
                Nino = $"{Letter()}{Letter()}{Next(1000000):000000}{"ABCD"[Next(4)]}",
            });
        }

        return people;
    }

    private string[] Record(Person person, int number, bool again)
    {
        Person seen = again && Next(100) < 18 ? Moved(person) : person;
        bool faulty = again && Chance(altered);
        string given = faulty ? GivenError(seen.Given) : seen.Given;
        string family = faulty ? FamilyError(seen) : seen.Family;
        if (faulty && Next(60) == 0)
        {
            (given, family) = (family, given);
        }

        return
        [
            number.ToString(CultureInfo.InvariantCulture), seen.Number.ToString(CultureInfo.InvariantCulture), Missing(given, 2),
            Next(2) == 0 ? "" : Next(4) == 0 && seen.Middle.Length > 0 ? seen.Middle[..1] : seen.Middle, Missing(family, 1), Missing(faulty ? BirthError(seen.Birth) : Iso(seen.Birth), 6),
            Missing(faulty && Next(80) == 0 ? seen.Male ? "F" : "M" : seen.Male ? "M" : "F", 5), Missing(faulty && Next(4) == 0 ? Typo(seen.Address) : seen.Address, 15),
            Missing(seen.Town, 10), Missing(faulty && Next(8) == 0 ? Typo(seen.Postcode) : seen.Postcode, 12), Missing(faulty && Next(12) == 0 ? Typo(seen.Telephone) : seen.Telephone, 45),
            Missing(faulty && Next(12) == 0 ? Typo(seen.Email) : seen.Email, 60), Missing(faulty && Next(15) == 0 ? Typo(seen.Nino) : seen.Nino, 75),
        ];
    }

    private Person Moved(Person person) => person with
    {
        Address = $"{1 + Next(140)} {Place()} {Streets[Next(Streets.Length)]}",
        Town = Next(3) == 0 ? Towns(Next(400)) : person.Town,
        Postcode = $"{"XWQZ"[Next(4)]}{"XQZ"[Next(3)]}{1 + Next(60)} {Next(10)}{Letter()}{Letter()}",
        Telephone = $"07700 9{Next(100000):00000}",
    };

    private string GivenError(string given) => Next(10) switch
    {
        < 3 => Typo(given),
        < 5 => Short.GetValueOrDefault(given, given),
        5 => given[..1],
        _ => given,
    };

    private string FamilyError(Person person) => Next(20) switch
    {
        < 5 => Typo(person.Family),
        5 => $"{person.Family}-{FamilyName()}",
        6 when !person.Male => FamilyName(),
        _ => person.Family,
    };

    private string BirthError(DateOnly birth) => Next(20) switch
    {
        < 3 => TypoDigit(Iso(birth)),
        3 => $"{birth.Year:0000}-{birth.Day:00}-{birth.Month:00}",
        4 => $"{birth.Year:0000}-01-01",
        5 => $"{birth.Year:0000}",
        6 => Iso(birth.AddYears(Next(2) == 0 ? 1 : -1)),
        _ => Iso(birth),
    };

    private string TypoDigit(string date)
    {
        char[] digits = date.ToCharArray();
        int place = Next(digits.Length);
        digits[digits[place] == '-' ? place - 1 : place] = (char)('0' + Next(10));
        return new string(digits);
    }

    private string Typo(string text)
    {
        if (text.Length < 2)
        {
            return text;
        }

        int place = 1 + Next(text.Length - 1);
        char other = char.IsAsciiDigit(text[place]) ? (char)('0' + Next(10)) : (char)('a' + Next(26));
        return Next(4) switch
        {
            0 => text.Remove(place, 1),
            1 => text.Insert(place, other.ToString()),
            2 => $"{text[..(place - 1)]}{text[place]}{text[place - 1]}{text[(place + 1)..]}",
            _ => $"{text[..place]}{other}{text[(place + 1)..]}",
        };
    }

    // Among the usual names the first are the commonest, roughly one over rank; the rest are rare.
    private string GivenName(bool male) => Next(100) < 92 ? Zipf(male ? Men : Women) : Capital(Syllables[Next(Syllables.Length)] + Syllables[Next(Syllables.Length)] + (male ? "an" : "a"));

    private string FamilyName() => Next(100) < 40 ? Zipf(Families) : Capital(Syllables[Next(Syllables.Length)] + (Next(3) == 0 ? Syllables[Next(Syllables.Length)] : "") + Endings[Next(Endings.Length)]);

    private string Place() => Capital(Syllables[Next(Syllables.Length)] + Syllables[Next(Syllables.Length)] + Endings[Next(Endings.Length)]);

    private static string Towns(int number) => Capital(Syllables[number % Syllables.Length] + Endings[number / Syllables.Length % Endings.Length] + (number % 7 == 0 ? " Magna" : ""));

    private string Zipf(string[] names) => names[(int)(names.Length * Math.Pow(Next(1_000_000) / 1_000_000.0, 1.7))];

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];

    private string Missing(string value, int percent) => Next(100) < percent ? "" : value;

    private bool Chance(double share) => Next(1_000_000) < share * 1_000_000;

    private char Letter() => "ABDEFGHJLNPQRSTUWXYZ"[Next(20)];

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private int Next(int bound)
    {
        _state += 0x9E3779B97F4A7C15UL;
        ulong x = _state;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9UL;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBUL;
        return (int)((x ^ (x >> 31)) % (ulong)bound);
    }

    private sealed record Person
    {
        public required int Number { get; init; }

        public required string Given { get; init; }

        public required string Middle { get; init; }

        public required string Family { get; init; }

        public required bool Male { get; init; }

        public required DateOnly Birth { get; init; }

        public required string Address { get; init; }

        public required string Town { get; init; }

        public required string Postcode { get; init; }

        public required string Telephone { get; init; }

        public required string Email { get; init; }

        public required string Nino { get; init; }
    }
}
