using System.Text;
using System.Text.Json.Nodes;
using Wexshire.Estate.Language;

namespace Wexshire.Estate.Roles.Turnkey;

/// <summary>The columns of a custody file, and what Turnkey asks of an arrest before it makes one.</summary>
internal static class CustodyRules
{
    public static readonly string[] Columns =
    [
        "RECORD_NO", "STATION", "ARR_DATE", "ARR_TIME", "NAME", "ALIAS", "DOB", "SEX", "ETHN_SELF", "ETHN_OBS", "NATIONALITY", "ADDRESS", "POSTCODE",
        "TEL", "ARRESTING", "REASON", "INCIDENT_REF", "CRIME_REF", "ASN", "OFF1_CODE", "OFF1_TEXT", "OFF2_CODE", "OFF2_TEXT", "OFF3_CODE", "OFF3_TEXT",
        "WARN", "CASH", "DISPOSAL", "DISPOSAL_OTHER",
    ];

    private const string Date = "[0-3][0-9]-(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)-[0-9]{4}";

    private static readonly string[] Stations = ["WXB", "BRK", "THR", "PLM"];
    private static readonly string[] Sexes = ["0", "1", "2", "9"];
    private static readonly string[] Observed = ["0", "1", "2", "3", "4", "5", "6", "7"];
    private static readonly string[] Disposals = ["B", "C", "N", "R", "K", "X"];

    public static List<string> Check(JsonObject arrest)
    {
        var check = new JsonCheck(arrest);
        foreach (var column in Columns)
        {
            CheckLetters(check, column);
        }

        check.Text("RECORD_NO", pattern: "WXC/[0-9]{2}/[0-9]{6}");
        check.Code("STATION", Stations, required: true);
        check.Text("ARR_DATE", required: true, Date);
        check.Text("ARR_TIME", required: true, "[0-2][0-9][0-5][0-9]");
        check.Text("NAME", required: true, "[^,]+, [^,]+");
        check.Text("DOB", pattern: Date);
        check.Code("SEX", Sexes, required: true);
        check.Code("ETHN_OBS", Observed);
        check.Text("OFF1_CODE", pattern: "[A-Z]{2}[0-9]{5}[ABCI]?");
        check.Text("CASH", pattern: "£[0-9]+[.][0-9]{2}");
        if (check.Code("DISPOSAL", Disposals) == "X")
        {
            check.Text("DISPOSAL_OTHER", required: true);
        }

        return check.Faults;
    }

    private static void CheckLetters(JsonCheck check, string column)
    {
        try
        {
            CsvText.Windows1252.GetByteCount(check.Text(column) ?? "");
        }
        catch (EncoderFallbackException fault)
        {
            check.Fault(column, $"has the letter '{fault.CharUnknown}', which windows-1252 lacks");
        }
    }
}
