using Wexshire.Estate.Hosting;
using Wexshire.Estate.Language;
using Wexshire.Estate.Storage;

namespace Wexshire.Estate.Roles.Claims;

/// <summary>Takes rows of collisions under one header line.</summary>
internal sealed class CollisionDesk(RoleContext context)
{
    private const string Header = "POLICE_REF,REPORTED,MARK,MAKE,MODEL,SURNAME,FORENAMES";

    public async Task<IResult> Receive(HttpRequest request)
    {
        var lines = (await BodyReader.ReadText(request) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd('\r')).ToList();
        if (lines.Count < 2 || lines[0] != Header || lines.Skip(1).Any(line => line.Split(',')[0].Length == 0))
        {
            return Results.Text($"expected {Header} and rows that begin with the police's reference", statusCode: 422);
        }

        foreach (var line in lines.Skip(1))
        {
            var reference = line.Split(',')[0];
            context.Journal.Store(reference, _ => new Holding(
                reference, reference, "collision", line, context.Now, new Dictionary<string, string> { ["row"] = line }, "text/csv", line));
        }

        return Results.Text("taken", statusCode: 201);
    }
}
