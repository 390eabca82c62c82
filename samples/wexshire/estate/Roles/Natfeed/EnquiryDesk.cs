using System.Text;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Roles.Natfeed;

/// <summary>Answers national enquiries by registration mark, or surname and date of birth: lines of the feed, or NIL. Who asks must say what for and why.</summary>
internal sealed class EnquiryDesk(RoleContext context)
{
    private const int Most = 20;

    // Missing persons and stops are other services'.
    private static readonly string[] Others = ["331", "501"];

    private static readonly string[] Marks = ["V1-VRM", "V2-VRM"];

    private static readonly string[] Persons = ["P1", "P2"];

    public IResult Answer(HttpRequest request)
    {
        if (request.Headers["X-Enquiry-Purpose"].ToString().Length == 0 || request.Headers["X-Enquiry-Reason"].ToString().Length == 0)
        {
            return Say(403, "NAK PURPOSE AND REASON ARE MANDATORY\n");
        }

        var (mark, surname, born) = (request.Query["VRM"].ToString(), request.Query["SURNAME"].ToString(), request.Query["DOB"].ToString());
        if (mark.Length + surname.Length == 0)
        {
            return Say(400, "NAK NO VRM AND NO SURNAME\n");
        }

        var lines = context.Journal.Search("record", holding => IsAbout(holding, mark, surname, born), Most);
        return lines.Count == 0 ? Say(404, "NIL\n") : Say(200, string.Concat(lines.Select(line => line.Body)));
    }

    private static bool IsAbout(Holding holding, string mark, string surname, string born)
    {
        if (Others.Contains(Fact("CATEGORY")))
        {
            return false;
        }

        return mark.Length > 0
            ? Marks.Any(field => Matching.SameMark(Fact(field), mark))
            : Persons.Any(person => Matching.SameName(Fact($"{person}-SURNAME"), surname) && Matching.SameDay(Fact($"{person}-DOB")?.TrimEnd('0'), born));

        string? Fact(string name) => holding.Facts.TryGetValue(name, out var value) ? value : null;
    }

    private static IResult Say(int status, string text) => Results.Text(text, "text/plain", Encoding.ASCII, status);
}
