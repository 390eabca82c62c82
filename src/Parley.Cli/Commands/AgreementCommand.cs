using System.CommandLine;

namespace Parley.Cli.Commands;

/// <summary><c>parley agreement</c>: data sharing agreements, from the first draft to the last signature.</summary>
internal sealed class AgreementCommand : Command
{
    public AgreementCommand()
        : base("agreement", "Write, check, sign, verify, compare and export data sharing agreements")
    {
        Subcommands.Add(new AgreementNewCommand());
        Subcommands.Add(new AgreementCheckCommand());
        Subcommands.Add(new AgreementSignCommand());
        Subcommands.Add(new AgreementVerifyCommand());
        Subcommands.Add(new AgreementDiffCommand());
        Subcommands.Add(new AgreementExportCommand());
    }
}
