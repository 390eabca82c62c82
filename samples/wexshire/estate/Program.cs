using Wexshire.Estate;
using Wexshire.Estate.Generation;
using Wexshire.Estate.Hosting;
using Wexshire.Estate.Roles;

if (args.Length == 0 || args[0] is "help" or "--help" or "-h")
{
    Console.Out.Write(Usage.Text);
    return args.Length == 0 ? 2 : 0;
}

var (options, fault) = EstateOptions.Parse(args);
if (options is null)
{
    Console.Error.WriteLine($"wexshire-estate: {fault}");
    Console.Error.WriteLine("Try 'wexshire-estate --help'.");
    return 2;
}

if (options.Role == "generate")
{
    return GenerateCommand.Run(options, Console.Error);
}

var role = RoleList.Find(options.Role);
if (role is null)
{
    Console.Error.WriteLine($"wexshire-estate: no role '{options.Role}'; the roles are {string.Join(", ", RoleList.Ids)}.");
    return 2;
}

await RoleHost.Run(role, options);
return 0;
