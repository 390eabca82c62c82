using System.Globalization;
using System.Text;
using Parley.Engine.Expressions;

namespace Parley.Engine.Processes.Tasks;

/// <summary>What the content of an answer becomes in a process.</summary>
internal static class HttpContents
{
    /// <summary>JSON as its value, text as a string, nothing as null, all else in base 64.</summary>
    public static JqValue Content(HttpAnswer answer)
    {
        if (answer.Content.Length == 0)
        {
            return JqValue.Null;
        }

        string type = answer.MediaType;
        if ((type.Length == 0 || type.EndsWith("json", StringComparison.Ordinal)) && JqValue.TryParse(answer.Content.Span, out JqValue? value, out _))
        {
            return value;
        }

        bool isText = type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("xml", StringComparison.Ordinal)
            || type.EndsWith("json", StringComparison.Ordinal) || type.EndsWith("yaml", StringComparison.Ordinal);
        return JqValue.From(isText ? Encoding.UTF8.GetString(answer.Content.Span) : Convert.ToBase64String(answer.Content.Span));
    }

    /// <summary>The error that an answer with a bad status is.</summary>
    public static ProcessError Error(int status, string title) => ProcessError.Standard(
        ProcessErrorTypes.Communication,
        title,
        string.Create(CultureInfo.InvariantCulture, $"the status was {status}"),
        status);
}
