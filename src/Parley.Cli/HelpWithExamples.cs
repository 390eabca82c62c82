using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Parley.Cli.Commands;

namespace Parley.Cli;

/// <summary>The usual help, followed by what a command has to say at more length and by examples; for the whole, by the exit codes.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    private const string ExitCodes = """
        Exit codes:
          0    all went well
          1    faults were found in what was given
          2    the command line was not understood, or names something that is not there
          3    the server could not be reached or started
          4    the server refused
          5    the process that was run ended with an error
          6    the process that was run waits for what cannot come without a server
          130  stopped by the user

        """;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is ParleyCommand command)
        {
            output.WriteLine(command.Details.TrimEnd());
            output.WriteLine();
            output.WriteLine("Examples:");
            foreach (string example in command.Examples)
            {
                output.WriteLine($"  {example}");
            }

            output.WriteLine();
        }
        else
        {
            output.Write(ExitCodes);
        }

        return ExitCode.Ok;
    }
}
