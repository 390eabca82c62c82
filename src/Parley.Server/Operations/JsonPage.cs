using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Parley.Server.Operations;

/// <summary>One page of a list as every list of the API answers it: the rows under their name, and the cursor of the next page where there is one.</summary>
internal static class JsonPage
{
    /// <summary>Answers with a page.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">What the rows are called.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="next">The cursor of the next page; null on the last.</param>
    /// <param name="write">Writes one row.</param>
    public static Task WriteAsync<T>(HttpContext context, string name, IReadOnlyList<T> rows, string? next, Action<Utf8JsonWriter, T> write) =>
        JsonResponse.WriteAsync(context, StatusCodes.Status200OK, (name, rows, next, write), static (writer, page) =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray(page.name);
            foreach (T row in page.rows)
            {
                page.write(writer, row);
            }

            writer.WriteEndArray();
            if (page.next is not null)
            {
                writer.WriteString("next"u8, page.next);
            }

            writer.WriteEndObject();
        });
}
