using Parley.Engine.Expressions;

namespace Parley.Engine.Processes;

/// <summary>An error as the specification has it: problem details whose instance is a JSON pointer into the definition.</summary>
/// <param name="Type">The URI of the error's type; see <see cref="ProcessErrorTypes"/>.</param>
/// <param name="Status">A status code in the manner of HTTP.</param>
/// <param name="Title">What is wrong, in a few words.</param>
/// <param name="Detail">What is wrong here.</param>
/// <param name="Instance">The JSON pointer to the task it came from.</param>
public sealed record ProcessError(string Type, int Status, string? Title = null, string? Detail = null, string? Instance = null)
{
    /// <summary>A standard error with its usual status.</summary>
    /// <param name="name">The last part of the type: <c>timeout</c>.</param>
    /// <param name="title">What is wrong, in a few words.</param>
    /// <param name="detail">What is wrong here.</param>
    /// <param name="status">The status, where another says it better.</param>
    public static ProcessError Standard(string name, string title, string? detail = null, int? status = null) =>
        new(ProcessErrorTypes.Prefix + name, status ?? ProcessErrorTypes.StatusOf(name), title, detail);

    /// <summary>The error as JSON; members that are null are left out.</summary>
    public JqValue ToValue()
    {
        List<KeyValuePair<string, JqValue>> members = [new("type", JqValue.From(Type)), new("status", JqValue.From(Status))];
        Add("instance", Instance);
        Add("title", Title);
        Add("detail", Detail);
        return JqValue.FromMembers(members);

        void Add(string name, string? text)
        {
            if (text is not null)
            {
                members.Add(new(name, JqValue.From(text)));
            }
        }
    }

    /// <summary>Reads an error; whatever is missing or of another kind gets the values of a runtime error.</summary>
    public static ProcessError FromValue(JqValue value)
    {
        ArgumentNullException.ThrowIfNull(value);
        string type = Text("type") ?? ProcessErrorTypes.Prefix + ProcessErrorTypes.Runtime;
        int status = value.Member("status") is { Kind: JqKind.Number } number ? (int)number.AsNumber : 500;
        return new ProcessError(type, status, Text("title"), Text("detail"), Text("instance"));

        string? Text(string name) => value.Member(name) is { Kind: JqKind.String } text ? text.AsString : null;
    }
}
