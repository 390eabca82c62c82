using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Parley.Cli.Commands;
using Parley.Cli.Commands.Administrators;
using Parley.Cli.Commands.Agreements;
using Parley.Cli.Commands.Calendar;
using Parley.Cli.Commands.Exceptions;
using Parley.Cli.Commands.Holds;
using Parley.Cli.Commands.Identities;
using Parley.Cli.Commands.Ledger;
using Parley.Cli.Commands.Media;
using Parley.Cli.Commands.Obligations;
using Parley.Cli.Commands.Processes;
using Parley.Cli.Commands.Records;
using Parley.Cli.Commands.Replays;
using Parley.Cli.Commands.Retention;
using Parley.Cli.Commands.Subscriptions;
using Parley.Cli.Commands.Tasks;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Cli;

/// <summary>The command line as a whole: the ordered list of commands.</summary>
internal static class CommandLine
{
    // Longer than a server's drain: after the library's usual two seconds the process would be torn down under a store that is still writing.
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromMinutes(1);

    // A word that begins with @ is no file of further words: jq programs begin so.
    private static readonly ParserConfiguration WordsAsTheyAre = new() { ResponseFileTokenReplacer = null };

    /// <summary>Builds all commands.</summary>
    public static RootCommand Build()
    {
        RootCommand root = new("Parley, the interoperability platform for policing: what one system enters once reaches every other, in each one's own language.")
        {
            new CheckCommand(),
            new TranslateCommand(),
            new DraftCommand(),
            new FidelityCommand(),
            new ExplainCommand(),
            new DictionaryCommand(),
            new AgreementCommand(),
            new KeyCommand(),
            new AdminCommand(),
            new RunCommand(),
            new DemoCommand(),
            new SendCommand(),
            new LoadCommand(),
            new TraceCommand(),
            new SearchCommand(),
            new MediaCommand(),
            new IdentityCommand(),
            new QualityCommand(),
            new SubscriptionsCommand(),
            new DeliveriesCommand(),
            new ExceptionsCommand(),
            new ReplayCommand(),
            new RecordsCommand(),
            new HoldCommand(),
            new RetentionCommand(),
            new LedgerCommand(),
            new TasksCommand(),
            new ObligationsCommand(),
            new CalendarCommand(),
            new LinkCommand(),
            new ProcessCommand(),
            new ErrorsCommand(),
            new JqCommand(),
        };
        root.Options.Add(CommonOptions.Json);
        root.Options.OfType<HelpOption>().Single().Action = new HelpWithExamples(new HelpAction());
        return root;
    }

    /// <summary>Parses and runs a command line.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        ParseResult parsed = Build().Parse(args, WordsAsTheyAre);
        if (parsed.Errors.Count > 0 && parsed.Action is not HelpWithExamples)
        {
            await ReportUsageAsync(parsed);
            return ExitCode.Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = parsed.CommandResult.Command is ParleyCommand { OwnsSignals: true } ? null : TerminationTimeout,
            });
        }
        catch (UsageException fault)
        {
            await Console.Error.WriteLineAsync($"parley: {fault.Message}");
            return ExitCode.Usage;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A disk that is full, a file that was taken away: whatever the command did not foresee.
            await Console.Error.WriteLineAsync($"parley: {fault.Message}");
            return ExitCode.Usage;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }

    /// <summary>The words down to a command: parley agreement sign.</summary>
    public static string PathOf(CommandResult command) => command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}" : "parley";

    private static async Task ReportUsageAsync(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        string path = PathOf(parsed.CommandResult);
        if (command.Subcommands.Count > 0 && parsed.UnmatchedTokens is [string word, ..])
        {
            string near = YamlForms.DidYouMean(word, command.Subcommands.Select(c => c.Name));
            await Console.Error.WriteLineAsync($"parley: there is no command '{(command is RootCommand ? "" : $"{command.Name} ")}{word}'{near}");
        }
        else
        {
            foreach (string message in UsageWords.Of(parsed))
            {
                await Console.Error.WriteLineAsync($"parley: {message}");
            }
        }

        await Console.Error.WriteLineAsync($"'{path} --help' says how it is used.");
    }
}
