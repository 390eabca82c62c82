namespace Parley.Engine.Expressions;

/// <summary>Built-ins that reach outside the program. Without a host they do not compile.</summary>
internal static class HostFunctions
{
    public static void AddTo(Dictionary<string, NativeFunction> table)
    {
        table["now/0"] = (m, _, _, _) => JqValue.From(m.Host.Now);
        table["env/0"] = (m, _, _, _) => m.Host.Environment;
        table["input/0"] = Input;
        table["input_filename/0"] = (m, _, _, _) => JqValue.From(m.Host.InputName);
        table["input_line_number/0"] = (m, _, _, _) => JqValue.From(m.Host.InputLine);
        table["debug/0"] = (m, _, v, _) => Say(v, m.Host.Debug);
        table["stderr/0"] = (m, _, v, _) => Say(v, m.Host.Error);
        table["halt/0"] = (m, _, _, _) => m.Halt(0, null);
        table["halt_error/0"] = (m, _, v, _) => m.Halt(5, v);
        table["halt_error/1"] = (m, at, v, a) => a[0] is JqNumber n ? m.Halt((int)n.Value, v) : m.Fail(at, "halt_error/1: number required");
        table["get_search_list/0"] = (m, _, _, _) => new JqArray([.. (m.Library?.Folders ?? []).Select(JqValue.From)]);
        table["modulemeta/0"] = Describe;
    }

    private static JqValue? Input(Machine machine, Node at, JqValue value, JqValue[] arguments) => machine.Host.TryInput(out JqValue? next, out string? fault)
        ? next
        : machine.Fail(at, fault ?? "break");

    private static JqValue Say(JqValue value, Action<JqValue> say)
    {
        say(value);
        return value;
    }

    private static JqValue? Describe(Machine machine, Node at, JqValue value, JqValue[] arguments)
    {
        if (value is not JqString name)
        {
            return machine.Fail(at, "modulemeta input module name must be a string");
        }

        try
        {
            return machine.Library?.Module(new JqImport(name.Value, [], null, 0)).Describe() ?? machine.Fail(at, $"module not found: {name.Value}");
        }
        catch (ParseFailure failure)
        {
            return machine.Fail(at, failure.Message);
        }
    }
}
