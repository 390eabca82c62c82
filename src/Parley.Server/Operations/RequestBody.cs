using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;

namespace Parley.Server.Operations;

/// <summary>Reads a request's body whole, straight from the connection's buffers.</summary>
internal static class RequestBody
{
    /// <summary>The body; a problem when it is larger than allowed.</summary>
    public static async ValueTask<byte[]> ReadAsync(HttpContext context, int most)
    {
        if (context.Request.ContentLength > most)
        {
            throw TooLarge(most);
        }

        PipeReader reader = context.Request.BodyReader;
        while (true)
        {
            ReadResult read = await reader.ReadAsync(context.RequestAborted);
            if (read.Buffer.Length > most)
            {
                // What was read is let go of, or the connection would be torn down before the answer is out.
                reader.AdvanceTo(read.Buffer.End);
                throw TooLarge(most);
            }

            if (read.IsCompleted)
            {
                byte[] body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private static ProblemException TooLarge(int most) =>
        new(new Problem(413, ServerIssues.TooLarge, $"The body is larger than {most} bytes.", "body"));
}
