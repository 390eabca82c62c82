using System.Text.Json.Nodes;

namespace Parley.Cli.Input;

/// <content>How an answer is shown.</content>
internal sealed partial record ServerAnswer
{
    /// <summary>Shows the answer: as JSON whole, otherwise as the caller prints it; or says why the request did not succeed.</summary>
    /// <returns>The exit code that goes with it.</returns>
    public int Show(Output output, Action<JsonObject> print)
    {
        if (!IsGood)
        {
            return Report(output);
        }

        if (output.Json)
        {
            output.JsonResult(Json!);
        }
        else
        {
            print((JsonObject)Json!);
        }

        return ExitCode.Ok;
    }

    /// <summary>Shows the answer as a row with these columns.</summary>
    public int ShowRow(Output output, params string[] columns) => Show(output, one => TextTable.Write(output, [Row(one, columns)], head: true));

    /// <summary>Shows the rows of a list in the answer, each with these columns, and how the next page is asked for when there is one.</summary>
    public int ShowRows(Output output, string list, params string[] columns) => Show(output, page =>
    {
        JsonObject[] rows = [.. (page[list] as JsonArray ?? []).OfType<JsonObject>().Select(r => Row(r, columns))];
        TextTable.Write(output, rows, head: true);
        if (rows.Length == 0)
        {
            output.Note($"parley: there are no {list}");
        }

        SayMore(output);
    });

    /// <summary>Shows the members of the answer that have these names, one a line.</summary>
    public int ShowMembers(Output output, params string[] names) => Show(output, one => MemberList.Write(output, one, names));

    /// <summary>Says how the next page is asked for when there is one.</summary>
    public void SayMore(Output output)
    {
        if (Text("next") is string next)
        {
            output.Note($"parley: there are more: --after {next}");
        }
    }

    private static JsonObject Row(JsonObject row, string[] columns) => new(columns.Select(c => KeyValuePair.Create(c, (JsonNode?)MemberList.Text(row[c]))));
}
