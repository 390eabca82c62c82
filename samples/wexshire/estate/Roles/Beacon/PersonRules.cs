using Wexshire.Estate.Language;

namespace Wexshire.Estate.Roles.Beacon;

/// <summary>What Beacon asks of a person in an incident or a report.</summary>
internal static class PersonRules
{
    public static void Check(JsonCheck person)
    {
        person.Number("no", 1, 99, required: true);
        if (person.Code("involvement", BeaconCodes.Involvements, required: true) == "OTH")
        {
            person.Text("involvementOther", required: true);
        }

        CheckDescription(person);
        person.Flag("injured");
    }

    public static void CheckDescription(JsonCheck person)
    {
        person.Text("surname");
        person.Text("forenames");
        person.Text("dob", pattern: BeaconCodes.PartialDate);
        person.Code("sex", BeaconCodes.Sexes);
        person.Code("ic", BeaconCodes.Ethnicities);
        person.Number("heightCm", 20, 260);
        person.Code("build", BeaconCodes.Builds);
        person.Code("hair", BeaconCodes.HairColours);
        person.Object("address");
        foreach (var phone in person.Each("phones"))
        {
            phone.Code("type", BeaconCodes.PhoneTypes, required: true);
            phone.Text("number", required: true, @"\+?[0-9 ]{8,17}");
        }
    }
}
