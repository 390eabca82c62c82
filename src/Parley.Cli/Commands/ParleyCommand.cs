using System.CommandLine;
using System.CommandLine.Parsing;

namespace Parley.Cli.Commands;

/// <summary>A command with a help text worth reading.</summary>
internal abstract class ParleyCommand : Command
{
    /// <summary>Makes a command; the derived class says by <see cref="Takes"/> what it takes.</summary>
    protected ParleyCommand(string name, string description)
        : base(name, description)
    {
        SetAction((parsed, cancellationToken) => RunAsync(parsed, Output.For(parsed), cancellationToken));
    }

    /// <summary>What the help says below the options: how the command behaves.</summary>
    public abstract string Details { get; }

    /// <summary>Example command lines.</summary>
    public abstract IReadOnlyList<string> Examples { get; }

    /// <summary>
    /// Whether the command listens for SIGTERM and SIGINT itself. Otherwise they cancel its token; both together would stop a server twice, the
    /// second time when it has already ended.
    /// </summary>
    public virtual bool OwnsSignals => false;

    /// <summary>Adds arguments, options and commands, in the order in which the help lists them; to be called once, at the end of construction.</summary>
    protected virtual void Takes(params IEnumerable<Symbol> symbols)
    {
        foreach (Symbol symbol in symbols)
        {
            switch (symbol)
            {
                case Argument argument:
                    argument.Validators.Add(RefuseOptions);
                    Arguments.Add(argument);
                    break;
                case Option option:
                    Options.Add(option);
                    break;
                default:
                    Subcommands.Add((Command)symbol);
                    break;
            }
        }
    }

    // An option that is misspelt would be taken for one more word or file.
    private static void RefuseOptions(ArgumentResult argument)
    {
        foreach (Token word in argument.Tokens.Where(t => t.Value.StartsWith("--", StringComparison.Ordinal)))
        {
            argument.AddError($"Unrecognized command or argument '{word.Value}'.");
        }
    }

    /// <summary>Does the work.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    protected abstract Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken);
}
