using Parley.Engine.Expressions;
using Parley.Engine.Workspace;
using Parley.Engine.Workspace.Yaml;

namespace Parley.Engine.Sharing.Reading;

/// <summary>Reads <c>applications</c> of <c>access.yaml</c>: rules over the resources of applications that ask for decisions.</summary>
internal static class ApplicationRuleReader
{
    /// <summary>Reads all.</summary>
    public static IReadOnlyList<ApplicationRule> Read(YamlMap access)
    {
        List<ApplicationRule> rules = [];
        foreach (YamlMap map in access.Maps("applications"))
        {
            string? resource = map.Required("resource", YamlForms.Text);
            foreach (string key in new[] { "permit", "forbid" })
            {
                rules.AddRange(map.Maps(key).Select(rule => One(rule, resource ?? "", key == "permit")));
            }

            // Read by KnownEntityReader.
            map.Find("known");
            map.ReportUnknownKeys();
        }

        return rules;
    }

    private static ApplicationRule One(YamlMap map, string resource, bool permits)
    {
        map.Require("actions");
        IReadOnlyList<string> actions = map.Values("actions", YamlForms.Text);
        if (actions.Count == 0)
        {
            map.Report(AccessIssues.ApplicationRule, "it names no action");
        }

        foreach (string own in actions.Where(a => ApplicationRules.IsOwn(resource, a)))
        {
            map.Report(AccessIssues.ApplicationRule, $"'{own}' of '{resource}' is decided by agreements and rights, and by nothing else");
        }

        string? where = map.TryGet("where", YamlForms.Text, out string text) ? text : null;
        if (where is not null && !JqProgram.TryCompile(where, out _, out JqError? error))
        {
            map.Find("where")!.Report(AccessIssues.ApplicationRule, $"'where' is not jq: {error.Message} (at {error.Line}:{error.Column} of the expression)");
        }

        map.ReportUnknownKeys();
        return new ApplicationRule(resource, permits, actions, where);
    }
}
