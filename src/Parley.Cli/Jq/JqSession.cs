using Parley.Engine.Expressions;

namespace Parley.Cli.Jq;

/// <summary>One run of <c>parley jq</c>: inputs through the program to standard output.</summary>
internal sealed class JqSession : IDisposable
{
    private const int FlushSize = 1 << 16;
    private readonly JqArguments _arguments;
    private readonly Stream _results;
    private readonly TextWriter _errors;
    private readonly JqInputs _inputs;
    private readonly JqWriter _writer;
    private readonly JqProgram? _toEvents;
    private readonly Queue<JqValue> _events = [];
    private readonly bool _raw;
    private readonly byte[] _end;
    private JqValue? _last;
    private bool _slurped;
    private string? _badInput;

    public JqSession(JqArguments arguments, Stream results, TextWriter errors)
    {
        _arguments = arguments;
        _results = results;
        _errors = errors;
        _writer = new JqWriter(arguments.Layout);
        _inputs = new JqInputs(arguments.Files, arguments.Has("raw-input"), Flush);
        _raw = arguments.Has("raw-output") || arguments.Has("join-output") || arguments.Has("raw-output0");
        _end = arguments.Has("join-output") ? [] : arguments.Has("raw-output0") ? [0] : [(byte)'\n'];
        if (arguments.Has("stream"))
        {
            JqProgram.TryCompile("tostream", out _toEvents, out _);
        }
    }

    /// <summary>Runs to the end.</summary>
    /// <returns>One of <see cref="JqExitCode"/>, or what the program asks for.</returns>
    public int Run(TimeProvider time)
    {
        var settings = new JqSettings
        {
            Variables = [.. _arguments.Named.Select(n => n.Key), "ARGS"],
            Host = new ConsoleJqHost(time, _errors) { Inputs = _inputs, Next = Next },
            Modules = new JqModules(_arguments.Folders, path => File.Exists(path) ? File.ReadAllText(path) : null),
            AllowsBacktracking = true,
        };
        if (!JqProgram.TryCompile(_arguments.Program, settings, out JqProgram? program, out JqError? error))
        {
            _errors.WriteLine($"parley jq: {error}");
            return JqExitCode.NoProgram;
        }

        JqValue[] variables = [.. _arguments.Named.Select(n => n.Value), _arguments.All];
        int code = Run(program.Start(JqBudget.Generous), variables);
        Flush();
        return code;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _inputs.Dispose();
        _writer.Dispose();
    }

    private int Run(JqRun run, JqValue[] variables)
    {
        bool failed = false;
        if (_arguments.Has("null-input"))
        {
            failed = !Give(run, JqValue.Null, variables);
        }
        else
        {
            while (run.Halt is null && Next() is { Value: { } input })
            {
                failed = !Give(run, input, variables);
            }
        }

        return run.Halt is { } halt ? Halted(halt) : Result(failed);
    }

    private int Result(bool failed)
    {
        if ((_badInput ?? _inputs.Missing) is { } fault)
        {
            Flush();
            _errors.WriteLine($"parley jq: {fault}");
            return JqExitCode.BadInput;
        }

        return failed ? JqExitCode.Failed
            : !_arguments.Has("exit-status") ? ExitCode.Ok
            : _last is null ? JqExitCode.NoOutput
            : _last.IsTruthy ? ExitCode.Ok : JqExitCode.FalseOutput;
    }

    private bool Give(JqRun run, JqValue input, JqValue[] variables)
    {
        JqError? error = run.Execute(input, variables, Write);
        if (error is null)
        {
            return true;
        }

        Flush();
        string place = _inputs.Name is null && _inputs.Line == 0 ? "" : $" (at {_inputs.Name ?? "<stdin>"}:{_inputs.Line})";
        _errors.WriteLine($"parley jq: error{place}: {error.Message}");
        return false;
    }

    private int Halted(JqHalt halt)
    {
        Flush();
        switch (halt.Message)
        {
            case null:
                break;
            case { Kind: JqKind.String }:
                _errors.Write(halt.Message.AsString);
                break;
            default:
                _errors.WriteLine(halt.Message.ToString());
                break;
        }

        return halt.ExitCode;
    }

    private bool Write(JqValue value)
    {
        _last = value;
        if (_arguments.Has("seq"))
        {
            _writer.Append([0x1E]);
        }

        if (_raw)
        {
            _writer.WriteRaw(value);
        }
        else
        {
            _writer.Write(value);
        }

        _writer.Append(_end);
        if (_writer.Written.Length >= FlushSize || _arguments.Has("unbuffered"))
        {
            Flush();
        }

        return true;
    }

    private void Flush()
    {
        if (_writer.Written.Length > 0)
        {
            _results.Write(_writer.Written);
            _results.Flush();
            _writer.Clear();
        }
    }

    private (JqValue? Value, string? Fault) Next()
    {
        if (!_arguments.Has("slurp"))
        {
            return One();
        }

        if (_slurped)
        {
            return (null, null);
        }

        _slurped = true;
        return _arguments.Has("raw-input") ? (JqValue.From(_inputs.ReadText()), null) : Slurp();
    }

    private (JqValue? Value, string? Fault) Slurp()
    {
        var values = new List<JqValue>();
        while (One().Value is { } value)
        {
            values.Add(value);
        }

        return _badInput is null ? (JqValue.FromItems(values), null) : (null, _badInput);
    }

    private (JqValue? Value, string? Fault) One()
    {
        if (_events.TryDequeue(out JqValue? waiting))
        {
            return (waiting, null);
        }

        if (!_inputs.TryNext(out JqValue? value, out string? fault))
        {
            _badInput ??= fault is null ? null : $"error (at {_inputs.Name ?? "<stdin>"}:{_inputs.Line}): {fault}";
            return (null, fault);
        }

        if (_toEvents is null)
        {
            return (value, null);
        }

        foreach (JqValue item in _toEvents.Run(value, JqBudget.Generous).Outputs)
        {
            _events.Enqueue(item);
        }

        return (_events.Dequeue(), null);
    }
}
