using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Parley.Engine.Expressions;

/// <summary>The built-ins that are made in C#, by name and number of arguments, and which of them need a host.</summary>
internal static class Builtins
{
    private static readonly FrozenDictionary<string, NativeFunction> Natives = Build();

    private static readonly FrozenDictionary<string, string> NeedHost = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["now"] = "the engine has no clock; pass the time in as a value",
        ["localtime"] = "the engine has no local time zone; use gmtime",
        ["strflocaltime"] = "the engine has no local time zone; use strftime",
        ["env"] = "the engine has no environment; pass values in as variables",
        ["input"] = "a program has one input",
        ["inputs"] = "a program has one input",
        ["input_filename"] = "a program has one input, which is no file",
        ["input_line_number"] = "a program has one input, which is no file",
        ["debug"] = "a program has outputs only",
        ["stderr"] = "a program has outputs only",
        ["halt"] = "a program cannot end its host; use empty or error",
        ["halt_error"] = "a program cannot end its host; use error",
        ["get_search_list"] = "there are no modules",
        ["modulemeta"] = "there are no modules",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The names of all natives with their numbers of arguments.</summary>
    public static IEnumerable<string> Names => Natives.Keys;

    public static NativeFunction? Find(string name, int arguments) => Natives.GetValueOrDefault($"{name}/{arguments}");

    public static NativeFunction? Format(string name) => FormatFunctions.Find(name);

    /// <summary>Whether a program with these settings may use a name; otherwise why not.</summary>
    public static bool IsWithin(string name, JqSettings settings, [NotNullWhen(false)] out string? why)
    {
        why = settings.Host is null ? NeedHost.GetValueOrDefault(name) : null;
        return why is null;
    }

    /// <summary>Built-ins that steer evaluation rather than make a value, and those that are short for other parts.</summary>
    public static Node? Special(string name, int offset, Node[] arguments) => SpecialForms.Make(name, offset, arguments);

    /// <summary><c>..</c></summary>
    public static Node Recursive(int offset) => new RecurseNode(offset, new TryNode(offset, new IterateNode(offset, new IdentityNode(offset)), null));

    private static FrozenDictionary<string, NativeFunction> Build()
    {
        var table = new Dictionary<string, NativeFunction>(StringComparer.Ordinal);
        TextFunctions.AddTo(table);
        ListFunctions.AddTo(table);
        OrderFunctions.AddTo(table);
        EntryFunctions.AddTo(table);
        MathFunctions.AddTo(table);
        RegexFunctions.AddTo(table);
        DateFunctions.AddTo(table);
        HostFunctions.AddTo(table);
        table["format/1"] = FormatFunctions.Format;
        table["builtins/0"] = (_, _, _, _) => new JqArray([.. Names.Concat(SpecialForms.Names).Concat(Prelude.Names)
            .Where(n => n[0] != '_').Distinct(StringComparer.Ordinal).Select(JqValue.From)]);
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
