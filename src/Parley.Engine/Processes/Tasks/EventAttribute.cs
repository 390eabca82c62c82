using System.Text.RegularExpressions;
using Parley.Engine.Expressions;
using Parley.Engine.Processes.Templates;

namespace Parley.Engine.Processes.Tasks;

/// <summary>What an attribute of an event must be: a value, a pattern, or a condition.</summary>
/// <param name="Name">The attribute, or <c>data</c>.</param>
/// <param name="Value">The value or the expression.</param>
/// <param name="Pattern">The regular expression that the value is, when it looks like one.</param>
internal sealed record EventAttribute(string Name, Template Value, Regex? Pattern)
{
    /// <summary>Whether an event has it.</summary>
    public bool Fits(IArguments arguments, JqValue input, JqValue received)
    {
        JqValue actual = received.Member(Name) ?? JqValue.Null;
        JqValue? wanted = Value.Constant ?? Value.Evaluate(arguments, Name == "data" ? actual : input, out _);
        return wanted?.Kind switch
        {
            null => false,
            JqKind.True or JqKind.False when Value.Constant is null => wanted.IsTruthy,
            _ => Has(actual, wanted) || (Pattern is not null && actual.Kind == JqKind.String && Pattern.IsMatch(actual.AsString)),
        };
    }

    // An object that has all members wanted, and perhaps more, has what is wanted.
    private static bool Has(JqValue actual, JqValue wanted) => wanted.Kind == JqKind.Object
        ? wanted.Members.All(m => actual.Member(m.Key) is { } member && Has(member, m.Value))
        : wanted.Equals(actual);
}
