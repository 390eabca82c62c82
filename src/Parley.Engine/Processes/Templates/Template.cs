using System.Text;
using Parley.Engine.Expressions;

namespace Parley.Engine.Processes.Templates;

/// <summary>A value of a definition: written out, computed, or both in parts.</summary>
internal abstract class Template
{
    /// <summary>The value, when it is the same in every run; null otherwise.</summary>
    public virtual JqValue? Constant => null;

    /// <summary>Whether it asks for anything but its input: then it has no value where there is no instance.</summary>
    public abstract bool NamesArguments { get; }

    /// <summary>A member of a map that is the same in every run; null when it is computed or not there.</summary>
    public virtual JqValue? ConstantMember(string name) => Constant?.Member(name);

    public static Template Of(JqValue constant) => new Literal(constant);

    public static Template Of(RuntimeExpression expression) => new Computed(expression);

    /// <summary>An expression that stands for its own text when it fails: the loose mode.</summary>
    public static Template Loose(RuntimeExpression expression, string text) => new Tried(expression, text);

    /// <summary>A text with expressions in it; strings stand as they are, other values as JSON.</summary>
    public static Template Text(IReadOnlyList<Template> parts) => new Joined(parts);

    public static Template Items(IReadOnlyList<Template> items) =>
        items.All(i => i.Constant is not null) ? new Literal(JqValue.FromItems(items.Select(i => i.Constant!))) : new ArrayOf(items);

    public static Template Members(IReadOnlyList<KeyValuePair<string, Template>> members) =>
        members.All(m => m.Value.Constant is not null)
            ? new Literal(JqValue.FromMembers(members.Select(m => KeyValuePair.Create(m.Key, m.Value.Constant!))))
            : new ObjectOf(members);

    /// <summary>The value; null with the error when an expression fails.</summary>
    public abstract JqValue? Evaluate(IArguments arguments, JqValue input, out JqError? error);

    private sealed class Literal(JqValue value) : Template
    {
        public override JqValue? Constant => value;

        public override bool NamesArguments => false;

        public override JqValue? Evaluate(IArguments arguments, JqValue input, out JqError? error)
        {
            error = null;
            return value;
        }
    }

    private sealed class Computed(RuntimeExpression expression) : Template
    {
        public override bool NamesArguments => expression.NamesArguments;

        public override JqValue? Evaluate(IArguments arguments, JqValue input, out JqError? error) => expression.Evaluate(arguments, input, out error);
    }

    private sealed class Tried(RuntimeExpression expression, string text) : Template
    {
        public override bool NamesArguments => expression.NamesArguments;

        public override JqValue? Evaluate(IArguments arguments, JqValue input, out JqError? error)
        {
            JqValue? value = expression.Evaluate(arguments, input, out _);
            error = null;
            return value ?? JqValue.From(text);
        }
    }

    private sealed class Joined(IReadOnlyList<Template> parts) : Template
    {
        public override bool NamesArguments => parts.Any(p => p.NamesArguments);

        public override JqValue? Evaluate(IArguments arguments, JqValue input, out JqError? error)
        {
            StringBuilder text = new();
            foreach (Template part in parts)
            {
                if (part.Evaluate(arguments, input, out error) is not { } value)
                {
                    return null;
                }

                text.Append(Values.Plain(value));
            }

            error = null;
            return JqValue.From(text.ToString());
        }
    }

    private sealed class ArrayOf(IReadOnlyList<Template> items) : Template
    {
        public override bool NamesArguments => items.Any(i => i.NamesArguments);

        public override JqValue? Evaluate(IArguments arguments, JqValue input, out JqError? error)
        {
            JqValue[] values = new JqValue[items.Count];
            for (int i = 0; i < values.Length; i++)
            {
                if (items[i].Evaluate(arguments, input, out error) is not { } value)
                {
                    return null;
                }

                values[i] = value;
            }

            error = null;
            return JqValue.FromItems(values);
        }
    }

    private sealed class ObjectOf(IReadOnlyList<KeyValuePair<string, Template>> members) : Template
    {
        public override bool NamesArguments => members.Any(m => m.Value.NamesArguments);

        public override JqValue? ConstantMember(string name) => members.FirstOrDefault(m => m.Key == name).Value?.Constant;

        public override JqValue? Evaluate(IArguments arguments, JqValue input, out JqError? error)
        {
            List<KeyValuePair<string, JqValue>> values = new(members.Count);
            foreach ((string name, Template template) in members)
            {
                if (template.Evaluate(arguments, input, out error) is not { } value)
                {
                    return null;
                }

                values.Add(new(name, value));
            }

            error = null;
            return JqValue.FromMembers(values);
        }
    }
}
