using System.CommandLine;
using Parley.Cli.Jq;

namespace Parley.Cli.Commands;

/// <summary><c>parley jq</c>: runs a jq program over JSON.</summary>
internal sealed class JqCommand : ParleyCommand
{
    /// <summary>jq allows values ten thousand levels deep and recursion without end; the usual stack holds a fraction of that.</summary>
    private const int StackSize = 1 << 29;

    private readonly Argument<string[]> _words = new("arguments")
    {
        Description = "Options, the program, and the files to read (standard input when there are none)",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public JqCommand()
        : base("jq", "Run a jq program over JSON: the expression language of translations and processes")
    {
        Arguments.Add(_words);
        TreatUnmatchedTokensAsErrors = false;
    }

    /// <inheritdoc/>
    public override string Details => """
        parley jq [options] PROGRAM [FILE…]     options are jq's own, and may stand anywhere:
          -n  --null-input       do not read inputs; they are there by input and inputs      -s  --slurp        read all inputs as one array
          -R  --raw-input        each line is an input, as a string                          --stream           inputs as events, as tostream gives them
          -r  --raw-output       write strings without quotes                                -j  --join-output  the same, without line ends
          -c  --compact-output   one line for each output                                    --tab, --indent N  how far to indent
          -S  --sort-keys        members by name                                             -a  --ascii-output escapes beyond ASCII
          -e  --exit-status      the exit code says what the last output was                 --seq              RS before each output
          -f  --from-file        PROGRAM is a file that holds the program                    -L DIR             a folder of modules
          --arg NAME TEXT  --argjson NAME JSON  --slurpfile NAME FILE  --rawfile NAME FILE   give $NAME
          --args, --jsonargs     the words after PROGRAM are no files but $ARGS.positional
          --raw-output0  --unbuffered  --monochrome-output

        Exit codes are jq's too: 0; 1 with -e when the last output is false or null; 2 for a bad command line or an input that is no JSON; 3 when the
        program does not compile; 4 with -e when there is no output; 5 when it failed on the last input; what halt_error is given. The language is
        that of jq 1.7; docs/reference/jq.md lists it, and the little that differs.
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Examples { get; } =
    [
        "parley jq '.persons[] | select(.role == \"victim\") | .name' incident.json",
        "parley jq -c 'select(.offence.code | startswith(\"28\"))' crimes.ndjson                     lines in, lines out",
        "parley jq -rs 'group_by(.force)[] | [.[0].force, length] | @csv' crimes.ndjson             a table",
        "parley jq -n --arg ref 52/1/26 '[inputs | select(.reference == $ref)]' crimes.ndjson",
    ];

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellationToken)
    {
        JqArguments arguments = new([.. parsed.GetValue(_words) ?? [], .. parsed.UnmatchedTokens]);
        TaskCompletionSource<int> end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Thread thread = new(() => Run(arguments, output.Notes, end), StackSize) { IsBackground = true, Name = "jq" };
        thread.Start();
        return await end.Task.WaitAsync(cancellationToken);
    }

    private static void Run(JqArguments arguments, TextWriter errors, TaskCompletionSource<int> end)
    {
        try
        {
            using Stream results = Console.OpenStandardOutput();
            using JqSession session = new(arguments, results, errors);
            end.SetResult(session.Run(TimeProvider.System));
        }
        catch (IOException)
        {
            // Whoever reads the output has gone, as head does when it has enough.
            end.SetResult(ExitCode.Ok);
        }
        catch (UsageException fault)
        {
            end.SetException(fault);
        }
    }
}
