namespace Wexshire.Estate.Roles.Beacon;

/// <summary>Beacon's own code lists and the forms of its values.</summary>
internal static class BeaconCodes
{
    // Beacon looks at the form of a date, never at the calendar: 31/02 is taken here.
    public const string Date = @"[0-3]\d/[01]\d/\d{4}";
    public const string DateTime = Date + @" [0-2]\d:[0-5]\d";
    public const string DateTimeSeconds = DateTime + @":[0-5]\d";
    public const string Time = @"[0-2]\d:[0-5]\d";
    public const string PartialDate = @"([0-3]\d/)?([01]\d/)?\d{4}";

    public static readonly string[] Grades = ["1", "2", "3", "4"];
    public static readonly string[] Types =
        ["BURGDW", "BURGBN", "THEFT", "THEFTMV", "ASSLT", "ROBB", "CRIMD", "ASB", "RTC", "DOMES", "CONCW", "SUSP", "DRUGS", "OTHER"];

    public static readonly string[] Sources = ["999", "101", "WEB", "RADIO", "DESK", "ALARM", "AGENCY"];
    public static readonly string[] Sexes = ["M", "F", "TM", "TF", "NB", "I", "NS", "U"];
    public static readonly string[] Ethnicities = ["IC1", "IC2", "IC3", "IC4", "IC5", "IC6", "IC9"];
    public static readonly string[] Involvements = ["VIC", "WIT", "SUS", "INF", "PAR", "OTH"];
    public static readonly string[] PhoneTypes = ["mobile", "home", "work"];
    public static readonly string[] Warnings = ["VI", "WE", "ES", "SH", "DR", "FI"];
    public static readonly string[] Colours = ["BLK", "BLU", "BRN", "GLD", "GRN", "GRY", "ORG", "RED", "SIL", "WHI", "YEL", "OTH"];
    public static readonly string[] VehicleUses = ["SUSPECT", "STOLEN", "DAMAGED", "SEEN", "VICTIM"];
    public static readonly string[] YesNo = ["Y", "N"];
    public static readonly string[] Builds = ["SLIM", "THIN", "MEDIUM", "STOCKY", "BROAD", "HEAVY", "LARGE", "SMALL"];
    public static readonly string[] HairColours = ["BLK", "BRN", "DBR", "LBR", "BLN", "GNG", "GRY", "WHI", "OTH"];
    public static readonly string[] EyeColours = ["BLU", "BRN", "GRN", "GRY", "HAZ"];
    public static readonly string[] Risks = ["H", "M", "L", "N"];
    public static readonly string[] Marks = ["TATTOO", "SCAR", "PIERCING", "MARK"];
    public static readonly string[] Relationships = ["MOTHER", "FATHER", "PARENT", "PARTNER", "SIBLING", "CHILD", "FRIEND", "CARER", "OTHER"];
}
