using System.Globalization;
using System.Text;

namespace Parley.Bench.Jq;

/// <summary>Made-up occurrences, one a line; the same for the same size.</summary>
internal static class JqBenchData
{
    private static readonly string[] Forces = ["Wexshire", "Marlwick", "Northmoor", "Saltley", "Thornbury"];
    private static readonly string[] Roles = ["victim", "suspect", "witness"];

    public static string Write(string folder, int megabytes)
    {
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"parley-jq-{megabytes}.ndjson"));
        using var file = new FileStream(path, FileMode.Create);
        uint state = 7;
        for (var number = 1; file.Length < megabytes * 1_000_000L; number++)
        {
            file.Write(Encoding.UTF8.GetBytes(Line(number, ref state)));
        }

        return path;
    }

    private static string Line(int number, ref uint state)
    {
        var persons = new string[Next(ref state, 3) + 1];
        for (var i = 0; i < persons.Length; i++)
        {
            var role = Roles[Next(ref state, 3)];
            persons[i] = string.Create(CultureInfo.InvariantCulture,
                $$$"""{"role":"{{{role}}}","name":{"given":"Alex","family":"Example"},"born":"19{{{50 + Next(ref state, 49)}}}-05-07","phones":["07700 900{{{Next(ref state, 1000):D3}}}"]}""");
        }

        var force = Forces[Next(ref state, Forces.Length)];
        return string.Create(CultureInfo.InvariantCulture,
            $$"""
            {"reference":"52/{{number}}/26","force":"{{force}}","occurredFrom":"2026-0{{1 + Next(ref state, 9)}}-1{{Next(ref state, 10)}}T{{10 + Next(ref state, 14)}}:30:00Z","offence":{"code":"{{Next(ref state, 99):D3}}/{{Next(ref state, 40):D2}}","title":"Burglary – dwelling"},"location":{"easting":{{400_000 + Next(ref state, 99_999)}},"northing":{{100_000 + Next(ref state, 99_999)}},"latitude":5{{Next(ref state, 4)}}.{{Next(ref state, 999_999):D6}},"longitude":-{{Next(ref state, 3)}}.{{Next(ref state, 999_999):D6}},"address":"{{Next(ref state, 200)}} Example Street, Wexford Green"},"persons":[{{string.Join(',', persons)}}],"value":{{Next(ref state, 9000)}}.{{Next(ref state, 100):D2}},"closed":{{(Next(ref state, 2) == 0 ? "true" : "false")}},"note":"The rear door was forced; nothing \"heavy\" was taken.\nSee also the report."}

            """);
    }

    /// <summary>A number from 0 below a limit: a plain congruential generator, so that every run reads the same.</summary>
    private static int Next(ref uint state, int below)
    {
        state = (state * 1_664_525) + 1_013_904_223;
        return (int)((state >> 8) % (uint)below);
    }
}
