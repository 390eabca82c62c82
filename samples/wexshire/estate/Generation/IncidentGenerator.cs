using System.Globalization;
using System.Text.Json.Nodes;
using Wexshire.Estate.Language;

namespace Wexshire.Estate.Generation;

/// <summary>
/// Makes Beacon incidents from the first day of 2026 on: about 1.1 KB each, with nought to four people and nought to two vehicles, optional
/// parts left out at random, and each incident later than the one before. The same seed gives the same incidents.
/// </summary>
internal sealed class IncidentGenerator(ulong seed)
{
    private readonly SeededRandom _random = new(seed);
    private readonly WordLists _words = new();
    private DateTime _time = new(2026, 1, 1, 0, 7, 0);
    private int _numberOfDay;

    public JsonObject Next()
    {
        Advance();
        var (code, other) = CodeAndOther(_words["types"]);
        var persons = new PersonMaker(_random, _words);
        var people = Enumerable.Range(1, _random.Pick([0, 1, 1, 2, 2, 2, 3, 4])).Select(persons.Make).ToArray();
        var incident = new JsonObject
        {
            ["incidentNo"] = string.Create(CultureInfo.InvariantCulture, $"WX-{_time:yyyyMMdd}-{_numberOfDay:0000}"),
            ["opened"] = Local(_time, UkTime.DateTimePattern),
            ["source"] = _random.Pick(["999", "999", "101", "WEB", "RADIO", "DESK", "ALARM"]),
            ["grade"] = _random.Pick(["1", "2", "2", "3", "3", "4"]),
            ["type"] = new JsonObject { ["code"] = code, ["other"] = other },
        };
        if (!_random.OneIn(4))
        {
            incident["happened"] = Happened();
        }

        incident["location"] = Place(withPoint: true);
        if (!_random.OneIn(5))
        {
            incident["caller"] = persons.Caller();
        }

        incident["persons"] = new JsonArray([.. people]);
        incident["vehicles"] = new JsonArray([.. Enumerable.Range(0, _random.Pick([0, 0, 1, 1, 2])).Select(_ => Vehicle(people.Length))]);
        incident["flags"] = new JsonObject { ["hateCrime"] = YesIn(40), ["domestic"] = code == "DOMES" ? "Y" : "N", ["weapons"] = YesIn(25), ["ambulance"] = YesIn(12) };
        incident["log"] = Log();
        incident["units"] = new JsonArray($"WX{10 + _random.Below(40)}");
        return incident;
    }

    private void Advance()
    {
        var next = _time.AddMinutes(1 + _random.Below(60));
        // The hour that the clocks repeat is left to the tests that are about it.
        next = next is { DayOfWeek: DayOfWeek.Sunday, Month: 3 or 10, Day: >= 25, Hour: 1 } ? next.Date.AddHours(3) : next;
        _numberOfDay = next.Date == _time.Date ? _numberOfDay + 1 : 1;
        _time = next;
    }

    private JsonObject Happened()
    {
        var from = _time.AddMinutes(-5 - _random.Below(60));
        from = from.Date == _time.Date ? from : _time.Date;
        var happened = new JsonObject { ["date"] = Local(from, "dd/MM/yyyy"), ["timeFrom"] = Local(from, "HH:mm") };
        if (_random.OneIn(2))
        {
            happened["timeTo"] = Local(_time, "HH:mm");
        }

        return happened;
    }

    private JsonObject Place(bool withPoint)
    {
        var place = new JsonObject
        {
            ["number"] = (1 + _random.Below(120)).ToString(CultureInfo.InvariantCulture),
            ["street"] = _random.Pick(_words["streets"]),
            ["town"] = _random.Pick(_words["towns"]),
            ["postCode"] = $"WX{1 + _random.Below(20)} {1 + _random.Below(9)}{Letter()}{Letter()}",
        };
        if (_random.Pick(_words["districts"]) is { Length: > 0 } district)
        {
            place["district"] = district;
        }

        if (withPoint)
        {
            place["easting"] = 400_000 + _random.Below(45_000);
            place["northing"] = 140_000 + _random.Below(40_000);
        }

        return place;
    }

    private JsonObject Vehicle(int persons)
    {
        var make = _random.Pick(_words["makes"]).Split(':');
        var (colour, colourOther) = CodeAndOther(_words["colours"]);
        // Year marks from 27 to 50 are not issued yet, so that no generated registration is a real vehicle's.
        var vehicle = new JsonObject
        {
            ["use"] = _random.Pick(["SUSPECT", "STOLEN", "DAMAGED", "SEEN"]),
            ["vrm"] = $"WX{27 + _random.Below(24)} {Letter()}{Letter()}{Letter()}",
            ["make"] = make[0],
            ["model"] = make[1],
            ["colour"] = colour,
        };
        if (colourOther is not null)
        {
            vehicle["colourOther"] = colourOther;
        }

        if (persons > 0 && _random.OneIn(3))
        {
            vehicle["driverNo"] = 1 + _random.Below(persons);
        }

        return vehicle;
    }

    private JsonArray Log()
    {
        var log = new JsonArray();
        var at = _time;
        for (var lines = 1 + _random.Below(3); lines > 0; lines--)
        {
            at = at.AddSeconds(20 + _random.Below(300));
            log.Add(new JsonObject { ["at"] = Local(at, "dd/MM/yyyy HH:mm:ss"), ["by"] = $"C{4000 + _random.Below(900)}", ["text"] = _random.Pick(_words["lines"]) });
        }

        return log;
    }

    private (string Code, string? Other) CodeAndOther(string[] list)
    {
        var parts = _random.Pick(list).Split(':');
        return (parts[0], parts.Length > 1 ? parts[1] : null);
    }

    private string YesIn(int n) => _random.OneIn(n) ? "Y" : "N";

    private char Letter() => "ABDEFGHJLNPQRSTUWXYZ"[_random.Below(20)];

    private static string Local(DateTime time, string pattern) => time.ToString(pattern, CultureInfo.InvariantCulture);
}
