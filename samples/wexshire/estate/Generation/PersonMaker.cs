using System.Globalization;
using System.Text.Json.Nodes;

namespace Wexshire.Estate.Generation;

/// <summary>Makes the people of an incident. Telephone numbers are of the ranges kept for drama.</summary>
internal sealed class PersonMaker(SeededRandom random, WordLists words)
{
    public JsonObject Make(int number)
    {
        var sex = random.Pick(["M", "F"]);
        var involvement = random.Pick(["VIC", "VIC", "WIT", "SUS", "SUS", "PAR", "INF", "OTH"]);
        var person = new JsonObject { ["no"] = number, ["involvement"] = involvement };
        if (involvement == "OTH")
        {
            person["involvementOther"] = random.Pick(words["others"]);
        }

        // A suspect may be nobody known: a description without a name.
        if (involvement != "SUS" || random.OneIn(2))
        {
            person["surname"] = random.Pick(words["surnames"]);
            person["forenames"] = Forenames(sex);
            person["dob"] = BirthDate();
        }

        person["sex"] = sex;
        if (involvement == "SUS")
        {
            Describe(person);
        }
        else if (random.OneIn(2))
        {
            person["phones"] = Phones();
        }

        if (random.OneIn(6))
        {
            person["injured"] = true;
        }

        return person;
    }

    public JsonObject Caller() => new()
    {
        ["title"] = random.Pick(["Mr", "Mrs", "Ms", "Dr"]),
        ["forenames"] = Forenames(random.Pick(["M", "F"])),
        ["surname"] = random.Pick(words["surnames"]),
        ["phone"] = Mobile(),
        ["isVictim"] = random.OneIn(3),
    };

    private void Describe(JsonObject person)
    {
        person["ic"] = random.Pick(["IC1", "IC1", "IC2", "IC3", "IC4", "IC5", "IC6", "IC9"]);
        person["heightCm"] = 155 + random.Below(45);
        person["build"] = random.Pick(["SLIM", "MEDIUM", "STOCKY", "BROAD"]);
        person["hair"] = random.Pick(["BLK", "BRN", "DBR", "BLN", "GNG", "GRY"]);
        if (random.Pick(words["looks"]) is { Length: > 0 } looks)
        {
            person["description"] = looks;
        }

        if (random.OneIn(5))
        {
            person["warnings"] = new JsonArray(random.Pick(["VI", "WE", "ES", "DR"]));
        }
    }

    private string Forenames(string sex)
    {
        var list = words[sex == "M" ? "forenames-m" : "forenames-f"];
        return random.OneIn(3) ? $"{random.Pick(list)} {random.Pick(list)}" : random.Pick(list);
    }

    private string BirthDate()
    {
        var born = new DateOnly(1940, 1, 1).AddDays(random.Below(24_000));
        return born.ToString(random.Pick(["dd/MM/yyyy", "dd/MM/yyyy", "dd/MM/yyyy", "MM/yyyy", "yyyy"]), CultureInfo.InvariantCulture);
    }

    private JsonArray Phones()
    {
        var phones = new JsonArray(new JsonObject { ["type"] = "mobile", ["number"] = Mobile() });
        if (random.OneIn(3))
        {
            phones.Add(new JsonObject { ["type"] = random.Pick(["home", "work"]), ["number"] = $"01632 960{random.Below(1000):000}" });
        }

        return phones;
    }

    private string Mobile() => $"07700 900{random.Below(1000):000}";
}
