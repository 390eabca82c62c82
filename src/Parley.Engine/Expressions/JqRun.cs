namespace Parley.Engine.Expressions;

/// <summary>A run of a program over one input after the other. For one thread.</summary>
public sealed class JqRun
{
    private readonly string _text;
    private readonly Node _body;
    private readonly int _variableCount;
    private readonly Machine _machine;
    private readonly Emit _receive;
    private Func<JqValue, bool> _output = _ => false;
    private IReadOnlyList<JqValue>? _bound;
    private Env _env = Env.Root;

    internal JqRun(string text, Node body, int variableCount, Machine machine)
    {
        _text = text;
        _body = body;
        _variableCount = variableCount;
        _machine = machine;
        _receive = (value, _) => _machine.CountOutput(_body, value) && _output(value);
    }

    /// <summary>Set when the program ended its run itself: no further input is to be given.</summary>
    public JqHalt? Halt => _machine.Halted;

    /// <summary>Gives the program an input.</summary>
    /// <param name="input">The value of <c>.</c></param>
    /// <param name="variables">The values of the global variables, in the order of their names.</param>
    /// <param name="output">Receives each output; false to end this input.</param>
    /// <returns>Why the program did not finish; null when it did. An error leaves the run usable, a used up budget does not.</returns>
    public JqError? Execute(JqValue input, IReadOnlyList<JqValue>? variables, Func<JqValue, bool> output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        Bind(variables);
        _output = output;
        JqValue? one = _body.IsSingle ? _body.One(_machine, _env, input) : null;
        _ = _body.IsSingle ? one is not null && _receive(one, null) : _body.Run(_machine, _env, input, null, _receive);
        return _machine.Finish(_text);
    }

    private void Bind(IReadOnlyList<JqValue>? variables)
    {
        if ((variables?.Count ?? 0) != _variableCount)
        {
            throw new ArgumentException("The values must match the names the program was compiled with.", nameof(variables));
        }

        if (variables is null || ReferenceEquals(variables, _bound))
        {
            return;
        }

        _env = variables.Aggregate(Env.Root, (env, value) => env.Push(value));
        _bound = variables;
    }
}
